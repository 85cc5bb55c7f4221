// A learning curve: loss and accuracy, epoch by epoch.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "gnuplot.hpp"

namespace training {

struct epoch_result {
  double loss, held_out_accuracy;
};

/// Draws it as an SVG picture and says where it is.
inline void draw_learning_curve(const std::string& path, const std::string& title,
                                const std::vector<epoch_result>& epochs) {
  curve loss{"loss", {}}, accuracy{"accuracy", {}, true};
  for (std::size_t k = 0; k < epochs.size(); ++k) {
    const auto epoch = static_cast<double>(k + 1);
    loss.points.emplace_back(epoch, epochs[k].loss);
    accuracy.points.emplace_back(epoch, 100 * epochs[k].held_out_accuracy);
  }
  draw_and_tell(path,
                "set title " + quoted(title) +
                    "\nset xlabel 'epoch'\nset ylabel 'training loss'\nset logscale y\n"
                    "set format y '%g'\nset y2label 'accuracy on held-out samples, %'\n"
                    "set ytics nomirror\nset y2tics\nset y2range [80:100]\nset key center right",
                {loss, accuracy});
}

}  // namespace training
