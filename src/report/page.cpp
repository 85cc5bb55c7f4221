// Puts the page together from the parts that are embedded in the program.
#include "page.hpp"

#include <nlohmann/json.hpp>

#include <stdexcept>
#include <string_view>

#include "embedded_file.hpp"

namespace laboratory {

namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

std::string escaped(std::string_view licence) {
  std::string text(licence);
  replace_all(text, "&", "&amp;");
  replace_all(text, "<", "&lt;");
  return text;
}

std::string script() {
  std::string all;
  for (const char* file :
       {"elements.js", "charts.js", "traces.js", "formula.js", "extras.js", "modes.js", "main.js"})
    all += embedded_file(file);
  return all;
}

std::string json_in_html(const nlohmann::ordered_json& data) {
  using handler = nlohmann::ordered_json::error_handler_t;
  std::string text = data.dump(-1, ' ', false, handler::replace);
  replace_all(text, "<", "\\u003c");
  return text;
}

/// What stands in the place of the marker {{name}}.
std::string part(std::string_view name, const nlohmann::ordered_json& data) {
  if (name == "style") return std::string(embedded_file("style.css"));
  if (name == "script") return script();
  if (name == "chart style") return std::string(embedded_file("chart.css"));
  if (name == "chart script") return std::string(embedded_file("chart.js"));
  if (name == "chart licence") return escaped(embedded_file("chart.txt"));
  if (name == "data") return json_in_html(data);
  throw std::logic_error("the page has a marker that nothing stands for.");
}

}  // namespace

bool has_charts() { return !embedded_file("chart.js").empty(); }

std::string page(const nlohmann::ordered_json& data) {
  std::string_view rest = embedded_file("page.html");
  std::string text;
  for (std::size_t at = rest.find("{{"); at != rest.npos; at = rest.find("{{")) {
    const std::size_t end = rest.find("}}", at);
    text += rest.substr(0, at);
    text += part(rest.substr(at + 2, end - at - 2), data);
    rest.remove_prefix(end + 2);
  }
  return text += rest;
}

}  // namespace laboratory
