// After Muła and Lemire, "Faster Base64 Encoding and Decoding Using AVX2 Instructions" (2018): bits are moved by
// multiplications, and characters are told by their nibbles.
#include "plugin/values/base64url_codec.h"

#if defined(__x86_64__) && defined(__GNUC__)

#include <immintrin.h>

#include <array>

#define CELLSEAL_AVX2 __attribute__((target("avx2")))

namespace cellseal::base64url {

namespace {

constexpr std::size_t characters_at_once = 32;
constexpr std::size_t bytes_at_once = 24;

// One look-up gives 16 bytes for as many nibbles.
using nibble_table = std::array<std::uint8_t, 16>;

CELLSEAL_AVX2 __m256i looked_up(const nibble_table& table, __m256i nibbles) noexcept
{
    const __m128i once = _mm_loadu_si128(reinterpret_cast<const __m128i*>(table.data()));
    return _mm256_shuffle_epi8(_mm256_broadcastsi128_si256(once), nibbles);
}

// What is added to a value: small letters, ten digits, '-', '_', capital letters.
constexpr nibble_table character_less_value = [] {
    nibble_table made{};
    made.fill(static_cast<std::uint8_t>('0' - 52));
    made[0] = 'a' - 26;
    made[11] = static_cast<std::uint8_t>('-' - 62);
    made[12] = '_' - 63;
    made[13] = 'A';
    return made;
}();

// 0 to 63 to its character.
CELLSEAL_AVX2 __m256i characters_of(__m256i values) noexcept
{
    const __m256i behind_letters = _mm256_subs_epu8(values, _mm256_set1_epi8(51));
    const __m256i is_capital = _mm256_cmpgt_epi8(_mm256_set1_epi8(26), values);
    const __m256i place = _mm256_or_si256(behind_letters, _mm256_and_si256(is_capital, _mm256_set1_epi8(13)));
    return _mm256_add_epi8(values, looked_up(character_less_value, place));
}

// Reads 24 bytes, writes 32 characters.
CELLSEAL_AVX2 void encode_block(const std::uint8_t* in, char* out) noexcept
{
    const __m128i first = _mm_loadu_si128(reinterpret_cast<const __m128i*>(in));
    const __m128i last = _mm_loadu_si128(reinterpret_cast<const __m128i*>(in + 8));
    // Each group of bytes a, b, c becomes b, a, c, b: both halves of 16 bits hold what two characters need. The upper
    // half of the block begins at byte 12 of the input, which is byte 4 of `last`.
    const __m256i groups = _mm256_shuffle_epi8(
        _mm256_set_m128i(last, first), _mm256_setr_epi8(1, 0, 2, 1, 4, 3, 5, 4, 7, 6, 8, 7, 10, 9, 11, 10,  //
                                                        5, 4, 6, 5, 8, 7, 9, 8, 11, 10, 12, 11, 14, 13, 15, 14));
    const __m256i odd =
        _mm256_mulhi_epu16(_mm256_and_si256(groups, _mm256_set1_epi32(0x0FC0FC00)), _mm256_set1_epi32(0x04000040));
    const __m256i even =
        _mm256_mullo_epi16(_mm256_and_si256(groups, _mm256_set1_epi32(0x003F03F0)), _mm256_set1_epi32(0x01000010));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), characters_of(_mm256_or_si256(odd, even)));
}

constexpr bool is_of_alphabet(std::size_t c) noexcept
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

// A bit for each upper nibble of ASCII. No control character is of the alphabet, so beyond ASCII their bit serves.
constexpr nibble_table bit_of_upper = [] {
    nibble_table made{};
    for (std::size_t upper = 0; upper < 16; ++upper)
        made[upper] = static_cast<std::uint8_t>(upper < 8 ? 1 << upper : 1);
    return made;
}();

// The bits of those upper nibbles with which this lower one is foreign.
constexpr nibble_table foreign_with_lower = [] {
    nibble_table made{};
    for (std::size_t c = 0; c < 128; ++c)
        if (!is_of_alphabet(c)) made[c % 16] |= bit_of_upper[c / 16];
    return made;
}();

// From a character to its value, by its upper nibble. '_' stands among capital letters and needs more.
constexpr nibble_table value_less_character = [] {
    nibble_table made{};
    constexpr int differences[] = {0, 0, 62 - '-', 52 - '0', -'A', -'A', 26 - 'a', 26 - 'a'};
    for (std::size_t upper = 0; upper < 8; ++upper) made[upper] = static_cast<std::uint8_t>(differences[upper]);
    return made;
}();
constexpr char more_for_underscore = 63 - '_' + 'A';

// Reads 32 characters, writes 24 bytes. False where one is foreign.
CELLSEAL_AVX2 bool decode_block(const char* in, std::uint8_t* out) noexcept
{
    const __m256i text = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(in));
    const __m256i nibble = _mm256_set1_epi8(0x0F);
    const __m256i upper = _mm256_and_si256(_mm256_srli_epi16(text, 4), nibble);
    const __m256i lower = _mm256_and_si256(text, nibble);
    const bool known = _mm256_testz_si256(looked_up(bit_of_upper, upper), looked_up(foreign_with_lower, lower)) != 0;

    const __m256i is_underscore = _mm256_cmpeq_epi8(text, _mm256_set1_epi8('_'));
    const __m256i shift = _mm256_add_epi8(looked_up(value_less_character, upper),
                                          _mm256_and_si256(is_underscore, _mm256_set1_epi8(more_for_underscore)));
    const __m256i values = _mm256_add_epi8(text, shift);
    const __m256i pairs = _mm256_maddubs_epi16(values, _mm256_set1_epi32(0x01400140));
    const __m256i groups = _mm256_madd_epi16(pairs, _mm256_set1_epi32(0x00011000));
    const __m256i bytes =
        _mm256_shuffle_epi8(groups, _mm256_setr_epi8(2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1,  //
                                                     2, 1, 0, 6, 5, 4, 10, 9, 8, 14, 13, 12, -1, -1, -1, -1));
    const __m256i together = _mm256_permutevar8x32_epi32(bytes, _mm256_setr_epi32(0, 1, 2, 4, 5, 6, 3, 7));
    _mm_storeu_si128(reinterpret_cast<__m128i*>(out), _mm256_castsi256_si128(together));
    _mm_storel_epi64(reinterpret_cast<__m128i*>(out + 16), _mm256_extracti128_si256(together, 1));
    return known;
}

// What is left of whole groups is done together with some that were done before; the last, broken group by table.
CELLSEAL_AVX2 void encode_avx2(byte_view bytes, char* out) noexcept
{
    if (bytes.size() < bytes_at_once) return by_table().encode(bytes, out);
    const std::uint8_t* in = bytes.data();
    std::size_t left = bytes.size();
    for (; left >= bytes_at_once; left -= bytes_at_once, in += bytes_at_once, out += characters_at_once)
        encode_block(in, out);
    const std::size_t groups = left / 3;
    if (groups > 0) encode_block(in + 3 * groups - bytes_at_once, out + 4 * groups - characters_at_once);
    by_table().encode(bytes.last(left % 3), out + 4 * groups);
}

CELLSEAL_AVX2 bool decode_avx2(std::string_view text, std::uint8_t* out) noexcept
{
    if (text.size() < characters_at_once) return by_table().decode(text, out);
    bool known = true;
    const char* in = text.data();
    std::size_t left = text.size();
    for (; left >= characters_at_once; left -= characters_at_once, in += characters_at_once, out += bytes_at_once)
        known &= decode_block(in, out);
    const std::size_t groups = left / 4;
    if (groups > 0) known &= decode_block(in + 4 * groups - characters_at_once, out + 3 * groups - bytes_at_once);
    return by_table().decode(text.substr(text.size() - left % 4), out + 3 * groups) && known;
}

}  // namespace

const codec* by_avx2() noexcept
{
    static constexpr codec it{encode_avx2, decode_avx2};
    return __builtin_cpu_supports("avx2") ? &it : nullptr;
}

}  // namespace cellseal::base64url

#else

namespace cellseal::base64url {

const codec* by_avx2() noexcept { return nullptr; }

}  // namespace cellseal::base64url

#endif
