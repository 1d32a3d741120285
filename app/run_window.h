// The program with a window.
#pragma once

#include <QStringList>

namespace nines {

// Opens the files, each in a window, or an empty window, and runs until the last one is closed. Gives the exit code.
int runWindow(int& argc, char** argv, const QStringList& files);

}  // namespace nines
