// The findings that stand in the inspector.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "document.h"

class QWidget;

namespace nines {

// The findings with one of these subjects that no active waiver silences, worst first; only those of the rules, if any
// are given.
std::vector<Finding> openFindings(const Report& report, std::span<const std::string> subjects,
                                  std::span<const std::string_view> rules);

// A message box whose links fix and waive the finding. `refused` gets the reason where a fix does not fit any more.
QWidget* makeFindingMessage(Document* document, const Finding& finding, QWidget* parent,
                            const std::function<void(const QString&)>& refused);

}  // namespace nines
