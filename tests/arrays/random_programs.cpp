// Random programs of 5 to 16 array operations: double against 50 digits, modes against each
// other and against central differences.
#include <support/random_arrays.hpp>

using typegrad::test::check_random_program;

TEST_CASE("Random programs of 5 to 16 array operations") {
  check_random_program<1, 5>(2, 3);
  check_random_program<2, 8>(4, 2);
  check_random_program<3, 12>(3, 5);
  check_random_program<4, 16>(1, 9);
}
