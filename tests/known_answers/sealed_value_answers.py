"""Known answers of the sealed value, format 1, from an implementation that shares nothing with the C++ one.

    sealed_value_answers.py make FILE    writes the vectors
    sealed_value_answers.py check FILE   fails unless FILE is what `make` writes, and section_8.json agrees
    sealed_value_answers.py open FILE    opens values that the C++ code sealed (its test writes FILE), and compares
"""

import json
import pathlib
import sys

import primitives
import sealed_value as s
import sealed_value_vectors as vectors

HERE = pathlib.Path(__file__).parent


def written(made):
    lines = [json.dumps(vector, ensure_ascii=True) for vector in made.pop("vectors")]
    head = json.dumps(made, ensure_ascii=True, indent=1)
    return head[:-2] + ',\n "vectors": [\n' + ",\n".join(lines) + "\n]}\n"


def check_section_8():
    told = json.loads((HERE / "section_8.json").read_text(encoding="utf-8"))
    key, organisation, nonce = bytes.fromhex(told["data_key"]), told["organisation"], bytes.fromhex(told["nonce"])
    for value in told["values"]:
        attribute = {"entity": told["entity"], "name": value["attribute"], "suite": value["suite"], "padding": value["padding"],
                     "row": bool(value["row"]), "form": "text"}
        if value["suite"] == 2:  # AES is not in the standard library: the header is checked, the OpenSSL provider does the rest.
            assert s.from_text(value["stored"])[5:21] == s.seal_key_and_id(key, organisation, attribute, 2)[1]
            continue
        row = [(kind, bytes.fromhex(body)) for kind, body in value["row"]]
        assert s.seal(key, organisation, attribute, value["type"], bytes.fromhex(value["body"]), nonce, row) == value["stored"]
    for token in told["tokens"]:
        index = {"domain": token["domain"], "name": token["name"], "form": token["form"], "token_bytes": 16}
        parts = [(s.TEXT, text.encode()) for text in token["texts"]]
        made = (s.compound_token(key, organisation, index, token["version"], parts) if token["compound"]
                else s.token(key, organisation, index, token["version"], *parts[0]))
        assert s.to_text(made) == token["token"]
    return len(told["values"]) + len(told["tokens"])


def open_sealed(path):
    sealed = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    for each in sealed:
        attribute = vectors.ATTRIBUTES[each["attribute"]]
        stored = each["stored"] if attribute["form"] == "text" else bytes.fromhex(each["stored"])
        row = [(kind, bytes.fromhex(body)) for kind, body in each["row"]]
        kind, body = s.open_value(vectors.KEYRING, vectors.ATTRIBUTES, attribute, stored, row)
        assert (kind, body.hex()) == (each["type"], each["body"]), each["attribute"]
    nonces = {each["stored"] for each in sealed}
    assert len(sealed) >= 100 and len(nonces) >= len(sealed) // 2, "too few values, or values that repeat"
    return len(sealed)


def main():
    primitives.self_test()
    act, path = sys.argv[1], pathlib.Path(sys.argv[2])
    if act == "make":
        path.write_text(written(vectors.everything()), encoding="utf-8")
    elif act == "check":
        assert path.read_text(encoding="utf-8") == written(vectors.everything()), f"{path} is not what `make` writes"
        print(f"{check_section_8()} answers of section 8 and {len(vectors.everything()['vectors'])} vectors agree")
    elif act == "open":
        print(f"{open_sealed(path)} values sealed by the C++ code opened")
    else:
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
