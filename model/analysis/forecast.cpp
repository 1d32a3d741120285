#include "analysis/forecast.h"

#include "rules/rulebook.h"
#include "rules/waiver_dates.h"
#include "rules/waivers.h"

namespace nines {

namespace {

std::vector<Finding> findingsOf(const std::shared_ptr<const Topology>& topology) {
  return checkRules(Design(topology, Catalogue::shipped(), Profiles::shipped().orDefault(topology->profile)));
}

}  // namespace

FindingKeys findingKeys(const std::shared_ptr<const Topology>& topology) {
  FindingKeys out;
  for (const Finding& finding : findingsOf(topology)) out.insert(finding.key());
  return out;
}

std::vector<Finding> raisedFindings(const std::shared_ptr<const Topology>& after, const FindingKeys& before) {
  std::vector<Finding> findings = findingsOf(after);
  const std::vector<WaiverStatus> waivers = judgeWaivers(*after, findings, nowIso());
  std::erase_if(findings, [&](const Finding& finding) {
    return finding.severity < Severity::warning || before.contains(finding.key()) || isWaived(finding, waivers);
  });
  return findings;
}

}  // namespace nines
