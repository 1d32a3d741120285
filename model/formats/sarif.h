// Findings as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), which code hosts show beside the lines
// of a change.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "formats/report_json.h"

namespace nines {

// One run over all files. Every rule has its metadata; a result has the line of its first subject, the key of the
// finding as fingerprint (which survives a move and a rename), and where an active waiver silences it the waiver's
// reason as suppression. Files that could not be read are notifications of a run that did not succeed. `version` is
// ours.
std::string sarif(std::span<const FileFindings> files, std::span<const Error> unreadable, std::string_view version);

// A file name as a URI reference: relative names stay relative, so that the log fits any clone.
std::string fileUri(std::string_view file);

}  // namespace nines
