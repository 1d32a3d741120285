// What is selected after a step was undone: what the step was about.
#include "layout/subjects.h"

#include "drawn.h"

using namespace nines;
using namespace nines::test;

namespace {

Drawn shop() {
  Drawing d;
  d.node("region", "region", "", Rect{0, 0, 600, 400});
  d.node("zone", "az", "region", Rect{200, 40, 188, 340});
  d.card("db", 21, 40, "zone").card("alb", 16, 80, "region", "load-balancer");
  d.link("l", "uses", "alb", "db", {{100, 300}}).link("m", "uses", "alb", "db");
  return d.drawn();
}

ChangeSet changing(std::initializer_list<const char*> nodes, std::initializer_list<const char*> links, Aspect aspect) {
  ChangeSet out;
  for (const char* id : nodes) out.nodes[id].add(aspect);
  for (const char* id : links) out.links[id].add(aspect);
  return out;
}

Subjects subjects(const ChangeSet& changes, const Subjects& selected = {}) {
  const Drawn d = shop();
  return subjectsOf(d.design, d.layout, changes, selected);
}

}  // namespace

class TestSubjects : public QObject {
  Q_OBJECT

 private slots:
  void containersThatMadeRoomAreNot() {
    QCOMPARE(subjects(changing({"db", "zone", "region"}, {}, Aspect::geometry)), Subjects{"db"});
    QCOMPARE(subjects(changing({"zone"}, {}, Aspect::name)), Subjects{"zone"});
  }
  void ofContainersAloneTheInnermost() {
    QCOMPARE(subjects(changing({"zone", "region"}, {}, Aspect::geometry)), Subjects{"zone"});
    QCOMPARE(subjects(changing({"zone", "region"}, {}, Aspect::geometry), {"region", "db"}), Subjects{"region"});
  }
  void bendsThatFollowedAreNot() {
    QCOMPARE(subjects(changing({"db"}, {"l"}, Aspect::geometry)), Subjects{"db"});
    QCOMPARE(subjects(changing({"region"}, {"l"}, Aspect::geometry)), Subjects{"region"});
    QCOMPARE(subjects(changing({}, {"l"}, Aspect::geometry)), Subjects{"l"});
    QCOMPARE(subjects(changing({"db"}, {"l"}, Aspect::property)), (Subjects{"db", "l"}));
  }
  void whatIsGoneIsNot() { QVERIFY(subjects(changing({"nobody"}, {"none"}, Aspect::structure)).empty()); }
};

QTEST_APPLESS_MAIN(TestSubjects)
#include "test_subjects.moc"
