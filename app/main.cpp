#include "cli.h"

int main(int argc, char** argv) { return nines::runCommandLine(argc, argv, {}); }
