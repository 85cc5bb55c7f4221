// The parts of the program.
#pragma once

namespace lectures {

void layers();
void classifiers();
void networks();

}  // namespace lectures
