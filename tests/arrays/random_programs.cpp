// Random programs of 5 to 40 array operations as the compiler makes them: double against 50 digits,
// modes against each other and against central differences.
#include <support/arrays.hpp>
#include <support/random_arrays.hpp>

using namespace typegrad::test;

namespace {

template <int Seed, int Operations>
struct drawn_program {
  constexpr typegrad::symbol operator()(const typegrad::symbol& x, const typegrad::symbol& v,
                                        const typegrad::symbol& a) const {
    return random_program{Seed, Operations}(x, v, a);
  }
};

template <int Seed, int Operations>
void check_random_program(int rows, int columns) {
  sampler random(Seed);
  check_derivatives(drawn_program<Seed, Operations>{}, random(rows, columns), random(columns), 0.7);
}

}  // namespace

TEST_CASE("Random programs of 5 to 40 array operations") {
  check_random_program<1, 5>(2, 3);
  check_random_program<4, 16>(1, 9);
  check_random_program<8, 40>(2, 3);
}
