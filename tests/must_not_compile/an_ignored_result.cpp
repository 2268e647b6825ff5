// words: ignoring return value
#include "plugin/keys/secret_bytes.h"

#ifdef CELLSEAL_MUST_NOT_COMPILE
void same(const cellseal::secret_bytes& key, cellseal::byte_view other) { key.equals(other); }
#else
bool same(const cellseal::secret_bytes& key, cellseal::byte_view other) { return key.equals(other); }
#endif
