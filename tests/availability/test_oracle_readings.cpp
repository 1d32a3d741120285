// The oracle comes to what is worked out by hand of each kind of structure.
#include <cmath>

#include "oracle/cases.h"
#include "oracle/oracle.h"
#include "support.h"

using namespace nines;

class TestOracleReadings : public QObject {
  Q_OBJECT

 private slots:
  void comesToWhatIsWorkedOutByHand_data() {
    QTest::addColumn<int>("number");
    int number = 0;
    for (const auto& each : oracle::cases()) QTest::newRow(each.name) << number++;
  }
  void comesToWhatIsWorkedOutByHand() {
    QFETCH(int, number);
    const oracle::Case expected = oracle::cases()[static_cast<std::size_t>(number)];
    oracle::Structure structure;
    expected.draw(structure);
    const auto answer = oracle::Oracle(structure.design).workload("users");
    QCOMPARE(answer.unavailability.has_value(), expected.down.has_value());
    QCOMPARE(answer.reason.empty(), expected.down.has_value());
    if (!expected.down) return;
    const long double found = answer.unavailability.value_or(-1);
    QVERIFY2(std::fabs(found - *expected.down) <= 1e-13L * *expected.down,
             qPrintable(QStringLiteral("%1 instead of %2")
                            .arg(static_cast<double>(found), 0, 'g', 17)
                            .arg(static_cast<double>(*expected.down), 0, 'g', 17)));
  }
};

QTEST_APPLESS_MAIN(TestOracleReadings)
#include "test_oracle_readings.moc"
