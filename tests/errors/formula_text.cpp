// expect: typegrad: the formula cannot be read
// expect: log(x1) + x1*x2 +* 3"}
// expect: {"                 ^  "}
// expect: expected a number, a name or an
#include <typegrad.hpp>
auto value = typegrad::formula<"log(x1) + x1*x2 +* 3">;
