#define BOOST_TEST_MODULE cellseal
#include <boost/test/unit_test.hpp>
