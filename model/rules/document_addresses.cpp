// Where the documents lie that sources name. Guides are those of AWS's public repositories, which were archived: the
// address holds for the date at which they were read, and for no other one.
#include <algorithm>
#include <array>

#include "rules/explanation.h"

namespace nines {

namespace {

struct Document {
  std::string_view name;  // what the source's text begins with
  std::string_view date;  // empty: of any date
  std::string_view address;
};

constexpr std::array kDocuments{
    Document{"Amazon RDS User Guide", "2023-06-10", "https://github.com/awsdocs/amazon-rds-user-guide"},
    Document{"Amazon Aurora User Guide", "2023-06-10", "https://github.com/awsdocs/amazon-aurora-user-guide"},
    Document{"Amazon DynamoDB Developer Guide", "2023-02-22",
             "https://github.com/awsdocs/amazon-dynamodb-developer-guide"},
    Document{"Amazon S3 User Guide", "2023-06-09", "https://github.com/awsdocs/amazon-s3-userguide"},
    Document{"AWS Storage Gateway User Guide", "2022-01-31",
             "https://github.com/awsdocs/aws-storagegateway-user-guide"},
    Document{"AWS Snowball Developer Guide", "2023-05-01", "https://github.com/awsdocs/aws-snowball-developer-guide"},
    Document{"Amazon Route 53 Developer Guide", "2023-05-19", "https://github.com/awsdocs/amazon-route53-docs"},
    Document{"AWS Security Hub", "2023-03", "https://github.com/awsdocs/aws-security-hub-user-guide"},
    Document{"AWS API reference", "2026-08-07", "https://github.com/boto/botocore"},
    Document{"Engine schemas of cfn-lint", "2026-08-19", "https://github.com/aws-cloudformation/cfn-lint"},
    Document{"AWS Trusted Advisor", "2026",
             "https://docs.aws.amazon.com/awssupport/latest/user/fault-tolerance-checks.html"},
    Document{"Elastic Load Balancing SLA", "2022-07-25", "https://aws.amazon.com/elasticloadbalancing/sla"},
    Document{"Amazon S3 Replication Time Control SLA", "2022-05-04", "https://aws.amazon.com/s3/sla-rtc"},
    Document{"Amazon Aurora SLA", "2022-05-19", "https://aws.amazon.com/rds/aurora/sla"},
    Document{"Amazon RDS SLA", "2024-01-22", "https://aws.amazon.com/es/rds-sla"},
    Document{"Amazon DynamoDB Accelerator SLA", "2024-05-20", "https://aws.amazon.com/dynamodbaccelerator/sla"},
    Document{"Amazon S3 SLA", "2023-11-28", "https://aws.amazon.com/s3/sla"},
    Document{"AWS Compute SLA, Region level", "2022-05-05", "https://aws.amazon.com/compute/sla/historical"},
    Document{"AWS Compute SLA, instance level", "2022-05-05", "https://aws.amazon.com/compute/sla"},
    Document{"AWS Storage Gateway SLA", "2023-04-05", "https://aws.amazon.com/storagegateway/sla"},
    Document{"AWS Database Blog, Aurora quorums",
             {},
             "https://aws.amazon.com/blogs/database/amazon-aurora-under-the-hood-quorum-and-correlated-failure/"},
};

}  // namespace

std::string_view addressOf(std::string_view source, std::string_view date) {
  if (source.starts_with("https://")) return source.substr(0, source.find(' '));
  const auto at = std::ranges::find_if(kDocuments, [&](const Document& document) {
    return source.starts_with(document.name) && (document.date.empty() || document.date == date);
  });
  return at == kDocuments.end() ? std::string_view() : at->address;
}

}  // namespace nines
