// The report as text: aligned tables of numbers, then the sentences on what is not right.
#include <algorithm>
#include <cmath>
#include <iomanip>
#include <ostream>
#include <sstream>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <typegrad/verify/report.hpp>

namespace typegrad {

namespace {

/// Lines that a table or a list of sentences has at most.
constexpr std::size_t most_lines = 24;

/// Which quantities are shown where there are more: those that are wrong, then those that are
/// undecided, then those that are off by most; in their order.
template <class Quantity, class Error>
std::vector<std::size_t> shown(const std::vector<Quantity>& all, Error error) {
  std::vector<std::size_t> places(all.size());
  for (std::size_t k = 0; k < places.size(); ++k) places[k] = k;
  const auto rank = [&](std::size_t k) {
    const verdict v = all[k].conclusion.found;
    return std::tuple(v == verdict::wrong ? 0 : v == verdict::undecided ? 1 : 2, -error(all[k]), k);
  };
  std::sort(places.begin(), places.end(),
            [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
  places.resize(std::min(places.size(), most_lines));
  std::sort(places.begin(), places.end());
  return places;
}

/// What is said of those that are not shown.
template <class Quantity>
void print_rest(std::ostream& out, const std::vector<Quantity>& all) {
  if (all.size() <= most_lines) return;
  std::size_t not_right = 0;
  for (const Quantity& q : all) not_right += q.conclusion.found != verdict::right;
  out << "  the " << most_lines << " worst of " << all.size() << ", of which "
      << all.size() - not_right << " are right\n\n";
}

/// A table whose columns are as wide as their widest cell; the first one is set to the left.
class text_table {
 public:
  explicit text_table(std::vector<std::string> heads) { rows_.push_back(std::move(heads)); }
  void add(std::vector<std::string> cells) { rows_.push_back(std::move(cells)); }

  friend std::ostream& operator<<(std::ostream& out, const text_table& t) {
    if (t.rows_.size() < 2) return out;
    std::vector<std::size_t> widths(t.rows_[0].size(), 0);
    for (const auto& row : t.rows_)
      for (std::size_t k = 0; k < row.size(); ++k) widths[k] = std::max(widths[k], row[k].size());
    for (const auto& row : t.rows_) {
      std::string line = "  " + row[0] + std::string(widths[0] - row[0].size(), ' ');
      for (std::size_t k = 1; k < row.size(); ++k)
        if (widths[k] > 0) line.append(2 + widths[k] - row[k].size(), ' ').append(row[k]);
      out << line.substr(0, line.find_last_not_of(' ') + 1) << '\n';
    }
    return out << '\n';
  }

 private:
  std::vector<std::vector<std::string>> rows_;
};

std::string as_text(long double x, int digits) {
  if (std::isnan(x)) return "-";
  std::ostringstream text;
  text << std::setprecision(digits) << x;
  return text.str();
}

/// A decimal of many digits, cut to 20 of them.
std::string shortened(const std::string& decimal) {
  const std::size_t exponent = std::min(decimal.find('e'), decimal.size());
  std::size_t end = 0;
  for (int digits = 0; end < exponent && digits < 20; ++end)
    digits += decimal[end] >= (digits == 0 ? '1' : '0') && decimal[end] <= '9';
  std::size_t point = decimal.find('.');
  if (point == decimal.npos || end < point) end = std::min(point, exponent);
  return decimal.substr(0, end) + decimal.substr(exponent);
}

int decimal_digits(const check_report& r) {
  return r.number_type == "float" ? 9 : r.number_type == "double" ? 17 : 21;
}

void print_values(std::ostream& out, const check_report& r) {
  text_table t(
      {"value", "in " + r.number_type, "at 100 digits", "ulp", "relative error", "condition"});
  for (const std::size_t i : shown(r.values, [](const auto& v) { return v.value.ulps; })) {
    const checked_value& v = r.values[i];
    t.add({r.results[i], as_text(v.value.got, decimal_digits(r)), shortened(v.precise.digits_100),
           as_text(v.value.ulps, 3), as_text(v.value.relative_error, 2), as_text(v.condition, 3)});
  }
  out << t;
  print_rest(out, r.values);
}

void print_derivatives(std::ostream& out, const check_report& r) {
  text_table t({"derivative", "forward, in " + r.number_type, "reverse, in " + r.number_type,
                "at 100 digits", ""});
  text_table errors({"derivative", "ulp, forward", "ulp, reverse", "relative error",
                     "that of differences", "condition"});
  const auto ulps = [](const checked_derivative& d) {
    return std::max(d.forward.ulps, d.reverse.ulps);
  };
  for (const std::size_t k : shown(r.derivatives, ulps)) {
    const checked_derivative& d = r.derivatives[k];
    const std::string name = "d" + r.results[d.result] + "/d" + r.variables[d.variable];
    t.add({name, as_text(d.forward.got, decimal_digits(r)),
           as_text(d.reverse.got, decimal_digits(r)), shortened(d.precise_forward.digits_100),
           d.conclusion.found == verdict::right ? "" : to_string(d.conclusion.found)});
    errors.add({name, as_text(d.forward.ulps, 3), as_text(d.reverse.ulps, 3),
                as_text(std::max(d.forward.relative_error, d.reverse.relative_error), 2),
                as_text(d.difference.relative_error, 2), as_text(d.condition, 3)});
  }
  out << t << errors;
  print_rest(out, r.derivatives);
}

void print_laws(std::ostream& out, const check_report& r) {
  text_table t({"law, at 100 digits", "measured", "expected", ""});
  const auto add = [&](const char* name, const checked_law& law, const char* expected) {
    if (law.conclusion.found == verdict::undecided) return;
    const std::string measured =
        std::isinf(law.measured) ? "no remainder" : as_text(law.measured, 5);
    t.add({name, measured, expected,
           law.conclusion.found == verdict::right ? "" : to_string(law.conclusion.found)});
  };
  add("duality, relative difference", r.duality, "0");
  add("power of Taylor's remainder, with the gradient", r.taylor_slope, "2");
  if (!r.curvatures.empty())
    add("power of Taylor's remainder, with the Hessian", r.second_slope, "3");
  out << t;
}

void print_curvatures(std::ostream& out, const check_report& r) {
  text_table t({"Hessian along v", "forward of reverse", "by differences", ""});
  for (const std::size_t k : shown(r.curvatures, [](const auto&) { return 0.0; })) {
    const checked_curvature& c = r.curvatures[k];
    t.add({"in " + r.variables[c.variable], shortened(c.forward_reverse), shortened(c.difference),
           c.conclusion.found == verdict::right ? "" : to_string(c.conclusion.found)});
  }
  out << t;
  print_rest(out, r.curvatures);
}

void print_rounding(std::ostream& out, const check_report& r) {
  // Of many results the rounding is told of the one that is off by most.
  std::size_t worst = 0;
  for (std::size_t i = 0; i < r.rounding.size(); ++i)
    if (r.rounding[worst].actual_ulps < r.rounding[i].actual_ulps) worst = i;
  for (std::size_t i = 0; i < r.rounding.size(); ++i) {
    const rounding_report& of = r.rounding[i];
    if (of.sources.empty() || (r.rounding.size() > most_lines && i != worst)) continue;
    out << "  rounding of " << r.results[i] << ": off by " << as_text(of.actual_ulps, 3)
        << " ulp, by " << as_text(of.expected_ulps, 3) << " ulp at most to first order\n";
    text_table t({"operation", "value", "adds, ulp", "digits lost"});
    for (const rounding_source& s : of.sources)
      t.add({s.operation, as_text(s.value, 6), as_text(s.ulps, 3), as_text(s.digits_lost, 3)});
    out << t;
  }
  text_table t({"leading digits cancel in", "digits"});
  for (const cancellation& c : r.cancellations) t.add({c.operation, as_text(c.digits, 3)});
  out << t;
}

void print_findings(std::ostream& out, const check_report& r) {
  for (const std::string& kink : r.kinks) out << "  not smooth at this point: " << kink << '\n';
  std::size_t lines = 0;
  const auto print = [&](const finding& f) {
    if (!f.reason.empty() && lines++ < most_lines)
      out << "  " << (f.found == verdict::right ? "loses digits" : to_string(f.found)) << ": "
          << f.reason << '\n';
  };
  for (const checked_value& v : r.values) print(v.conclusion);
  for (const checked_derivative& d : r.derivatives) print(d.conclusion);
  for (const checked_law* law : {&r.duality, &r.taylor_slope}) print(law->conclusion);
  if (!r.curvatures.empty()) print(r.second_slope.conclusion);
  for (const checked_curvature& c : r.curvatures) print(c.conclusion);
  if (lines > most_lines) out << "  and " << lines - most_lines << " more\n";
}

}  // namespace

const char* to_string(verdict v) {
  return v == verdict::right ? "right" : v == verdict::wrong ? "wrong" : "undecided";
}

std::ostream& operator<<(std::ostream& out, const check_report& report) {
  std::ostringstream text;
  text << to_string(report.found()) << " at";
  for (std::size_t j = 0; j < std::min(report.point.size(), most_lines); ++j)
    text << (j == 0 ? " " : ", ") << report.variables[j] << " = "
         << as_text(report.point[j], decimal_digits(report) - 2);
  if (report.point.size() > most_lines)
    text << " and " << report.point.size() - most_lines << " more";
  text << ", in " << report.number_type << "\n\n";
  print_values(text, report);
  print_derivatives(text, report);
  print_laws(text, report);
  print_curvatures(text, report);
  print_rounding(text, report);
  print_findings(text, report);
  return out << text.str();
}

}  // namespace typegrad
