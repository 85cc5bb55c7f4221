// The page that `report` writes, as one text.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace laboratory {

/// HTML with its style, its script, the chart library and the data in it. No text in the data ends
/// the element that it stands in: each `<` is written \u003c.
std::string page(const nlohmann::ordered_json& data);

/// Whether the program has the chart library; pages without it have tables in place of charts.
bool has_charts();

}  // namespace laboratory
