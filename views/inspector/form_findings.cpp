#include "inspector/form_findings.h"

#include <algorithm>

#include "charts/local_figures.h"
#include "findings/explain_dialog.h"
#include "findings/finding_actions.h"
#include "inspector/finding_message.h"
#include "theme/text.h"

namespace nines {

std::vector<Finding> openFindings(const Report& report, std::span<const std::string> subjects,
                                  std::span<const std::string_view> rules) {
  std::vector<Finding> open;
  for (const Finding& finding : report.findings) {
    if (!rules.empty() && std::ranges::find(rules, finding.rule) == rules.end()) continue;
    if (std::ranges::find_first_of(finding.subjects, subjects) == finding.subjects.end()) continue;
    if (!isWaived(finding, report.waivers)) open.push_back(finding);
  }
  std::stable_sort(open.begin(), open.end(),
                   [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
  return open;
}

QWidget* makeFindingMessage(Document* document, const Finding& finding, QWidget* parent,
                            const std::function<void(const QString&)>& refused) {
  auto* message = new FindingMessage(document, finding, parent);
  QObject::connect(message, &FindingMessage::fixRequested, parent, [document, refused](const Finding& f) {
    QString why;
    if (!submitFix(*document, f, &why)) refused(why);
  });
  QObject::connect(message, &FindingMessage::waiveRequested, parent, [document, parent](const Finding& f) {
    askToWaive(*document, {f.key()}, messageText(f), parent->window());
  });
  QObject::connect(message, &FindingMessage::explainRequested, parent,
                   [document, parent](const Finding& f) { explainFinding(*document, f, parent->window()); });
  return message;
}

}  // namespace nines
