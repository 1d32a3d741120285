// The command line: one program, subcommands that need neither a window nor a display.
#pragma once

#include <QStringList>
#include <functional>

namespace nines {

// Opens the files in windows and runs until the last one is closed; gives the exit code.
using OpenWindow = std::function<int(int& argc, char** argv, const QStringList& files)>;

// Carries out what the arguments ask for and gives the exit code (cli_commands.h). Without a subcommand that is opening
// the window; the toolkit starts only then.
int runCommandLine(int argc, char** argv, const OpenWindow& openWindow);

}  // namespace nines
