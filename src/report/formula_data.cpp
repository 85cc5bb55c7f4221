// One formula: what the subcommands `derive` and `compare` write of it, and its graph.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "command.hpp"
#include "comparison.hpp"
#include "report_data.hpp"
#include "writers.hpp"

namespace laboratory {

using nlohmann::ordered_json;

ordered_json formula_data(const problem& p) {
  constexpr int digits = 15;
  constexpr std::size_t most_lines = 4000, most_drawn = 250;
  const derivation d = derive(p, digits, plain_text);
  const std::size_t lines = d.primal.size() * (d.tangents.size() + 2);
  if (lines > most_lines)
    throw input_error(
        fmt::format("the formula is too long for a page, {} lines of traces where {} can be shown; "
                    "choose fewer variables by --wrt, or a part of the formula.",
                    lines, most_lines));
  const comparison c = compare(p);
  ordered_json data = {{"function", d.function},
                       {"point", c.point},
                       {"derivation", ordered_json::parse(to_json(d, digits))},
                       {"comparison", ordered_json::parse(to_json({c}))["comparisons"][0]},
                       {"paths", path_list(p)},
                       {"ladder", precision_ladder(p)}};
  data["graph"] = nullptr;
  if (d.nodes.size() <= most_drawn) data["graph"] = to_svg(to_dot(d, drawn_title::absent));
  return data;
}

}  // namespace laboratory
