// What a training on digits can be told.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

namespace digits {

struct options {
  std::string data = "build/data/digits.csv.gz", picture = "digits.svg", load, save;
  std::size_t epochs = 40, batch = 32;
  double rate = 0.002;
  std::uint64_t seed = 1;
};

/// Each trains its network and prints how well it reads. Throws std::exception for data or
/// parameters that are malformed.
void train_two_layers(const options& o);
void train_convolutional(const options& o);

}  // namespace digits
