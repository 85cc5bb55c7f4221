// A formula and its derivatives to 50 digits, against values from a computer algebra system (SymPy
// 1.14, 55 digits). Numbers in a formula are exact whatever they are evaluated in.
#include <boost/multiprecision/mpfr.hpp>

#include <catch2/catch.hpp>

#include <typegrad.hpp>

namespace tg = typegrad;
using real = boost::multiprecision::number<boost::multiprecision::mpfr_float_backend<50>,
                                           boost::multiprecision::et_off>;

namespace {

constexpr auto x = tg::var<"x">;
constexpr auto y = tg::var<"y">;

void check_digits(const real& value, const char* expected) {
  INFO(value.str() << " should be " << expected);
  CHECK(abs(value / real(expected) - 1) < real("1e-48"));
}

/// f = exp(-x²/2) sin 3y + x^y / 3 at x = 5/4, y = 3/4, however its constants are written.
template <class F>
void check_formula(const F& f) {
  const auto at = [](const auto& formula) { return formula(y = real(0.75), x = real(1.25)); };
  check_digits(at(f), "0.7502868711869073525452925666294264697042166735813482078");
  check_digits(at(tg::diff(f, x)), "-0.2088494320436861679282249492070548421074108066301354749");
  check_digits(at(tg::diff(f, y)), "-0.7748647988778062259393568506738419065575520945259596712");
  check_digits(at(tg::diff(f, x, x)), "0.1530910949823572638990572346361256177339721631467947300");
  check_digits(at(tg::diff(f, x, y)), "1.446501893818474471564208936939081230046600591733730741");
  check_digits(at(tg::diff(f, x, y, x)),
               "-0.3697759708387522321075573506931966710266545609063901777");
  const auto hessian = at(tg::hessian(f));
  check_digits(hessian[x][x], "0.1530910949823572638990572346361256177339721631467947300");
  check_digits(hessian[x][y], "1.446501893818474471564208936939081230046600591733730741");
  check_digits(hessian[y][y], "-3.186429409413553732537203225138463671894635504939847223");
}

}  // namespace

TEST_CASE("constants that the compiler knows are exact") {
  check_formula(exp(-(x * x * tg::constant<1, 2>)) * sin(tg::constant<3> * y) +
                tg::constant<1, 3> * pow(x, y));
}

TEST_CASE("plain numbers that a formula holds are exact") {
  check_formula(exp(-pow(x, 2) / 2) * sin(3 * y) + pow(x, y) / 3);
}
