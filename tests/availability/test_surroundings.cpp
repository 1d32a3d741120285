// What stands around nodes, where the catalogue is another one.
#include <vector>

#include "availability/surroundings.h"
#include "catalogue/profile.h"
#include "draft.h"
#include "support/resources.h"

using namespace nines;
using namespace nines::test;

namespace {

// The shipped one, in which databases name zones by a property that nobody has heard of.
Catalogue withAnotherKey() {
  static std::string text;
  std::vector<Resource> files(resources().begin(), resources().end());
  for (Resource& file : files) {
    if (file.path != "catalogue/kinds/rds-instance.json") continue;
    text = std::string(file.text);
    const std::string known = "\"subnetGroupAzs\"";
    text.replace(text.find(known), known.size(), "\"zonesOfTomorrow\"");
    file.text = text;
  }
  return Catalogue::load(files).value();
}

}  // namespace

class TestSurroundings : public QObject {
  Q_OBJECT

 private slots:
  // A property is known by what it names, not by its key.
  void zonesThatAnyPropertyNames_data() {
    QTest::addColumn<QString>("key");
    QTest::addColumn<bool>("follows");
    for (const char* key : {"chosenStandbyAz", "zonesOfTomorrow"}) QTest::newRow(key) << key << true;
    for (const char* key : {"subnetGroupAzs", "engine", "backupRegions"}) QTest::newRow(key) << key << false;
  }
  void zonesThatAnyPropertyNames() {
    QFETCH(QString, key);
    QFETCH(bool, follows);
    const Catalogue catalogue = withAnotherKey();
    Surroundings surroundings;
    const auto stampsOf = [&](const char* code) {
      Draft d;
      d.region("us", "us-east-1").region("jp", "ap-northeast-1").node("far", "az", "jp", {{"code", code}});
      d.node("db", "rds-instance", "us-a", {{key.toStdString(), Value::Array{"far"}}});
      const Design design(std::make_shared<const Topology>(d.topology()), catalogue,
                          Profiles::shipped().orDefault(d.topology().profile));
      surroundings.read(design);
      std::vector<Surroundings::Stamp> stamps;
      const NodeIndex db = design.indexOf("db");
      surroundings.stampsOf(design, std::span(&db, 1), stamps);
      return stamps;
    };
    const auto before = stampsOf("ap-northeast-1a");
    QCOMPARE(stampsOf("ap-northeast-1a"), before);
    QCOMPARE(stampsOf("ap-northeast-1c") != before, follows);
  }
};

QTEST_GUILESS_MAIN(TestSurroundings)
#include "test_surroundings.moc"
