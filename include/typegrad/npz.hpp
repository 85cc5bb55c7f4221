// Trees of parameters in NumPy's files.
#pragma once

#include <typegrad/train/npz.hpp>
