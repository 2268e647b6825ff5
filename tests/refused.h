#pragma once

#include <string>
#include <string_view>

#include "plugin/error/error.h"

/// For BOOST_CHECK_EXCEPTION: the code fits, and the message holds every one of `words`.
inline auto refused_with(cellseal::errc code, std::initializer_list<std::string> words = {})
{
    return [code, words = std::vector<std::string>(words)](const cellseal::error& thrown) {
        bool fits = thrown.code() == code;
        for (const std::string& word : words)
            fits = fits && std::string_view{thrown.what()}.find(word) != std::string_view::npos;
        if (!fits) BOOST_TEST_MESSAGE("got " << cellseal::name_of(thrown.code()) << ": " << thrown.what());
        return fits;
    };
}
