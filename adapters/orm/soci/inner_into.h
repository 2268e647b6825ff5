#pragma once

#include <exception>
#include <memory>

namespace cellseal::soci_orm {

/// SOCI's elements of ODBC and Firebird give their buffers back in clean_up() alone, not in their destructor.
struct cleaned_up_first {
    template <class Element>
    void operator()(Element* element) const noexcept
    {
        try {
            element->clean_up();
        } catch (const std::exception&) {  // There is nobody left to tell.
        }
        delete element;
    }
};

/// An `into` element of the inner backend. Must end before its statement does.
template <class Element>
using inner_into = std::unique_ptr<Element, cleaned_up_first>;

}  // namespace cellseal::soci_orm
