// The findings that stand in the inspector.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "document.h"

class QWidget;

namespace nines {

// The findings with this subject that no active waiver silences, worst first.
std::vector<Finding> openFindings(const Report& report, const std::string& subject);

// A message box whose links fix and waive the finding. `refused` gets the reason where a fix does not fit any more.
QWidget* makeFindingMessage(Document* document, const Finding& finding, QWidget* parent,
                            const std::function<void(const QString&)>& refused);

}  // namespace nines
