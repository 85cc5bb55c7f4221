// Random programs of 20 and 25 array operations: double against 50 digits, modes against each
// other and against central differences.
#include <support/random_arrays.hpp>

using typegrad::test::check_random_program;

TEST_CASE("Random programs of 20 and 25 array operations") {
  check_random_program<5, 20>(5, 2);
  check_random_program<6, 25>(2, 2);
}
