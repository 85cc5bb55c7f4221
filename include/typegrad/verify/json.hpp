// A report as JSON: `nlohmann::json(report).dump(2)`.
#pragma once

#include <cmath>
#include <iomanip>
#include <limits>
#include <sstream>

#include <nlohmann/json.hpp>

#include <typegrad/verify/report.hpp>

namespace typegrad {

namespace detail {

/// JSON's numbers are finite, and read as double: what is not so is a string, "inf", "-inf", "nan",
/// or the decimal of a long double.
inline nlohmann::json json_number(long double x) {
  if (std::isnan(x)) return "nan";
  if (std::isinf(x)) return x > 0 ? "inf" : "-inf";
  if (static_cast<long double>(static_cast<double>(x)) == x) return static_cast<double>(x);
  std::ostringstream text;
  text << std::setprecision(std::numeric_limits<long double>::max_digits10) << x;
  return text.str();
}

}  // namespace detail

inline void to_json(nlohmann::json& j, const finding& f) {
  j = {{"verdict", to_string(f.found)}};
  if (!f.reason.empty()) j["reason"] = f.reason;
}

inline void to_json(nlohmann::json& j, const computed_number& c) {
  j = {{"value", detail::json_number(c.got)},
       {"ulps", detail::json_number(c.ulps)},
       {"relative_error", detail::json_number(c.relative_error)}};
}

inline void to_json(nlohmann::json& j, const precise_number& p) {
  j = {{"digits_50", p.digits_50}, {"digits_100", p.digits_100}};
}

inline void to_json(nlohmann::json& j, const checked_value& v) {
  j = {{"computed", v.value},
       {"precise", v.precise},
       {"condition", detail::json_number(v.condition)},
       {"conclusion", v.conclusion}};
}

inline void to_json(nlohmann::json& j, const checked_derivative& d) {
  j = {{"result", d.result},
       {"variable", d.variable},
       {"forward", d.forward},
       {"reverse", d.reverse},
       {"difference", d.difference},
       {"precise_forward", d.precise_forward},
       {"precise_reverse", d.precise_reverse},
       {"precise_difference", d.precise_difference},
       {"condition", detail::json_number(d.condition)},
       {"conclusion", d.conclusion}};
}

inline void to_json(nlohmann::json& j, const checked_curvature& c) {
  j = {{"variable", c.variable},
       {"forward_forward", c.forward_forward},
       {"forward_reverse", c.forward_reverse},
       {"reverse_forward", c.reverse_forward},
       {"reverse_reverse", c.reverse_reverse},
       {"difference", c.difference},
       {"conclusion", c.conclusion}};
}

inline void to_json(nlohmann::json& j, const checked_law& l) {
  j = {{"measured", detail::json_number(l.measured)}, {"conclusion", l.conclusion}};
}

inline void to_json(nlohmann::json& j, const rounding_source& s) {
  j = {{"operation", s.operation},
       {"value", detail::json_number(s.value)},
       {"ulps", detail::json_number(s.ulps)},
       {"digits_lost", detail::json_number(s.digits_lost)}};
}

inline void to_json(nlohmann::json& j, const cancellation& c) {
  j = {{"operation", c.operation}, {"digits", detail::json_number(c.digits)}};
}

inline void to_json(nlohmann::json& j, const rounding_report& r) {
  j = {{"actual_ulps", detail::json_number(r.actual_ulps)},
       {"expected_ulps", detail::json_number(r.expected_ulps)},
       {"sources", r.sources}};
}

/// The whole report, its fields by their names; numbers that JSON has not are strings.
inline void to_json(nlohmann::json& j, const check_report& r) {
  nlohmann::json point = nlohmann::json::array();
  for (const long double x : r.point) point.push_back(detail::json_number(x));
  j = {{"verdict", to_string(r.found())},
       {"number_type", r.number_type},
       {"variables", r.variables},
       {"results", r.results},
       {"point", point},
       {"values", r.values},
       {"derivatives", r.derivatives},
       {"curvatures", r.curvatures},
       {"duality", r.duality},
       {"taylor_slope", r.taylor_slope},
       {"second_slope", r.second_slope},
       {"rounding", r.rounding},
       {"cancellations", r.cancellations},
       {"kinks", r.kinks}};
}

}  // namespace typegrad
