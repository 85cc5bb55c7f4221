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
void check_random_program() {
  sampler random(Seed);
  for (int k = 0; k < 4; ++k) {
    const int rows = random.whole(1, 4), columns = random.whole(2, 9);
    check_derivatives(drawn_program<Seed, Operations>{}, random(rows, columns), random(columns),
                      0.7);
  }
}

}  // namespace

// Short programs that together have every array operation of the table.
// operation.
TEST_CASE("Random programs of 5 to 40 array operations") {
  check_random_program<34, 5>();
  check_random_program<14, 16>();
  check_random_program<38, 40>();
}
