// Training: optimisers over trees of parameters, minibatches, initial weights, a progress bar.
#pragma once

#include <typegrad/train/initialisers.hpp>
#include <typegrad/train/minibatches.hpp>
#include <typegrad/train/optimisers.hpp>
#include <typegrad/train/progress.hpp>
