// Tables in plain text.
#include "report.hpp"

#include <fmt/format.h>

namespace curve_fit {

namespace {

void print_start(const dataset& data, const outcome& o, std::size_t start) {
  fmt::print("  {:<24}{:>17}{:>20}{:>8}{:>20}{:>8}\n", fmt::format("from start {}", start + 1),
             "certified", "in double", "digits", "at 50 digits", "digits");
  const auto in_double = agreement(data, o.in_double).all();
  const auto at_50_digits = agreement(data, o.at_50_digits).all();
  for (std::size_t i = 0; i < in_double.size(); ++i)
    fmt::print("  {:<24}{:>17}{:>20.10E}{:>8.1f}{:>20.10E}{:>8.1f}\n", in_double[i].label,
               in_double[i].certified.text, in_double[i].estimated, in_double[i].digits(),
               at_50_digits[i].estimated, at_50_digits[i].digits());
  fmt::print("  {:<24}{:>37}{:>28}\n\n", "evaluations", o.in_double.evaluations,
             o.at_50_digits.evaluations);
}

void print_mode(const char* mode, const mode_cost& cost) {
  const typegrad::operation_counts& c = cost.counts;
  fmt::print("  {:<24}{:>8}{:>8}{:>8}{:>8}{:>8}{:>15.2f} µs\n", mode, c.additions,
             c.multiplications, c.divisions, c.calls, c.total(), cost.sweep * 1e6);
}

void print_summary_line(const study& s, std::size_t start) {
  const auto print_digits = [&](const estimate& e) {
    const agreement a(s.data, e);
    fmt::print("{:>8.1f}{:>6.1f}{:>6.1f}", worst_digits(a.parameters), worst_digits(a.deviations),
               worst_digits(a.residuals));
  };
  fmt::print("{:<12}{:>5}", s.data.name, start + 1);
  print_digits(s.starts[start].in_double);
  print_digits(s.starts[start].at_50_digits);
  fmt::print("{:>9}{:>6}{:>10.2f}{:>7.2f}\n", s.costs.forward.counts.total(),
             s.costs.reverse.counts.total(), s.costs.forward.sweep * 1e6,
             s.costs.reverse.sweep * 1e6);
}

}  // namespace

bool agrees(const dataset& data, const outcome& o) {
  return agreement(data, o.in_double).complete() || agreement(data, o.at_50_digits).complete();
}

void print_study(const study& s) {
  fmt::print("{}: {} observations, {} parameters ({})\n\n", s.data.name, s.data.observations.size(),
             s.data.parameters.size(), s.data.path);
  for (std::size_t start = 0; start < s.starts.size(); ++start)
    print_start(s.data, s.starts[start], start);
  fmt::print("  {:<24}{:>8}{:>8}{:>8}{:>8}{:>8}{:>18}\n", "value and gradient", "+ -", "*", "/",
             "calls", "total", "Jacobian takes");
  print_mode("forward mode", s.costs.forward);
  print_mode("reverse mode", s.costs.reverse);
  fmt::print("\n");
}

void print_summary(const std::vector<study>& studies) {
  fmt::print("Fewest agreeing digits: parameters b, standard deviations sd, residuals r\n\n");
  fmt::print("{:<17}{:^20}{:^20}{:^15}{:^17}\n", "", "in double", "at 50 digits", "operations",
             "Jacobian, µs");
  fmt::print("{:<12}{:>5}{:>8}{:>6}{:>6}{:>8}{:>6}{:>6}{:>9}{:>6}{:>10}{:>7}\n", "data set",
             "start", "b", "sd", "r", "b", "sd", "r", "fwd", "rev", "fwd", "rev");
  for (const study& s : studies)
    for (std::size_t start = 0; start < s.starts.size(); ++start) print_summary_line(s, start);
}

}  // namespace curve_fit
