// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace basin {

class RunSection;

// The parts of the run form, in its order; each has the parent that it is given to by a layout.
void addNetworkChoice(RunSection* section);
RunSection* makeNetworkSection();   ///< network, optimiser and what only one of them has
RunSection* makeStepSizeSection();  ///< step size, schedule, a picture of both
RunSection* makeLengthSection();    ///< epochs, batch size, seed, device, precision
RunSection* makeMoreSection();      ///< what most runs leave as it is

}  // namespace basin
