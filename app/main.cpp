#include "cli.h"
#include "run_window.h"

int main(int argc, char** argv) { return nines::runCommandLine(argc, argv, nines::runWindow); }
