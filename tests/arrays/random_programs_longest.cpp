// A random program of 40 array operations: double against 50 digits, modes against each
// other and against central differences.
#include <support/random_arrays.hpp>

using typegrad::test::check_random_program;

TEST_CASE("A random program of 40 array operations") { check_random_program<8, 40>(2, 3); }
