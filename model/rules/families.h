// The families of the rulebook, as they stand in <family>_rules.cpp. A file whose rules have two places in the
// rulebook's order gives them as two families.
#pragma once

#include <span>

#include "rules/rulebook.h"

namespace nines {

std::span<const Rule> designRules();
std::span<const Rule> designValueRules();
std::span<const Rule> designDependencyRules();
std::span<const Rule> workloadRules();
std::span<const Rule> workloadAvailabilityTargetRules();
std::span<const Rule> workloadRecoveryRules();
std::span<const Rule> workloadAvailabilityRules();
std::span<const Rule> workloadClaimRules();
std::span<const Rule> workloadCapacityRules();
std::span<const Rule> drRules();
std::span<const Rule> drComputeRules();
std::span<const Rule> drBackupRules();
std::span<const Rule> s3ReplicationRules();
std::span<const Rule> s3Rules();
std::span<const Rule> s3ClassRules();
std::span<const Rule> s3ArchiveRules();
std::span<const Rule> snowballRules();
std::span<const Rule> gatewayRules();
std::span<const Rule> gatewayTapeRules();
std::span<const Rule> gatewayBufferRules();
std::span<const Rule> rdsStandbyRules();
std::span<const Rule> rdsChoiceRules();
std::span<const Rule> rdsOperationRules();
std::span<const Rule> replicaLinkRules();
std::span<const Rule> replicaSourceRules();
std::span<const Rule> replicaChainRules();
std::span<const Rule> replicaCareRules();
std::span<const Rule> auroraRules();
std::span<const Rule> auroraPromotionRules();
std::span<const Rule> auroraClientRules();
std::span<const Rule> auroraKeepingRules();
std::span<const Rule> auroraSecondaryRules();
std::span<const Rule> auroraMultiMasterRules();
std::span<const Rule> auroraServerlessRules();
std::span<const Rule> auroraPauseRules();
std::span<const Rule> auroraDataApiRules();
std::span<const Rule> dynamodbGlobalRules();
std::span<const Rule> dynamodbRules();
std::span<const Rule> daxRules();
std::span<const Rule> daxNetworkRules();
std::span<const Rule> daxClientRules();
std::span<const Rule> recordRules();
std::span<const Rule> balancerRules();

}  // namespace nines
