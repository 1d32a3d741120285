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
  // A pair is one thing: what became of the standby is about its primary, where that is in sight.
  void standbysCountForTheirPrimaries_data() {
    QTest::addColumn<Subjects>("changed");
    QTest::addColumn<Subjects>("selected");
    QTest::addColumn<Subjects>("expected");
    QTest::newRow("standby, primary selected") << Subjects{"spare"} << Subjects{"main"} << Subjects{"main"};
    QTest::newRow("both changed") << Subjects{"main", "spare"} << Subjects{} << Subjects{"main"};
    QTest::newRow("both selected") << Subjects{"main", "spare"} << Subjects{"main", "spare"}
                                   << Subjects{"main", "spare"};
    QTest::newRow("standby alone") << Subjects{"spare"} << Subjects{} << Subjects{"spare"};
    QTest::newRow("standby selected") << Subjects{"spare"} << Subjects{"spare"} << Subjects{"spare"};
    QTest::newRow("another selected") << Subjects{"spare"} << Subjects{"other"} << Subjects{"spare"};
    QTest::newRow("with its link") << Subjects{"main", "spare", "pair"} << Subjects{} << Subjects{"main"};
    QTest::newRow("link alone") << Subjects{"pair"} << Subjects{} << Subjects{"pair"};
  }
  void standbysCountForTheirPrimaries() {
    QFETCH(Subjects, changed);
    QFETCH(Subjects, selected);
    Drawing pair;
    pair.card("main", 0, 0).card("spare", 200, 0, "", "rds-standby").card("other", 400, 0);
    pair.link("pair", "standby", "main", "spare");
    const Drawn d = pair.drawn();
    ChangeSet changes;
    for (const std::string& id : changed) {
      if (id == "pair") changes.links[id].add(Aspect::structure);
      else changes.nodes[id].add(Aspect::structure);
    }
    QTEST(subjectsOf(d.design, d.layout, changes, selected), "expected");
  }
  // Of a Region that comes back nothing is left out, and Delete takes away all of it again.
  void standbysThatCameWithTheirContainerAreSubjects() {
    Drawing pair;
    pair.node("region", "region", "", Rect{0, 0, 600, 400});
    pair.node("zone-a", "az", "region", Rect{20, 40, 188, 340}).node("zone-b", "az", "region", Rect{220, 40, 188, 340});
    pair.card("main", 21, 40, "zone-a").card("spare", 21, 40, "zone-b", "rds-standby");
    pair.link("pair", "standby", "main", "spare");
    const Drawn d = pair.drawn();
    ChangeSet changes = changing({"region", "zone-a", "zone-b", "main", "spare"}, {"pair"}, Aspect::structure);
    QCOMPARE(subjectsOf(d.design, d.layout, changes, {}),
             (Subjects{"region", "zone-a", "zone-b", "main", "spare", "pair"}));
    // A zone that made room for it does not count.
    changes = changing({"main", "spare"}, {"pair"}, Aspect::structure);
    changes.nodes["zone-b"].add(Aspect::geometry);
    QCOMPARE(subjectsOf(d.design, d.layout, changes, {}), Subjects{"main"});
  }
  // A zone made room and pushed the balancer: for what came into it, went from it or was moved in it.
  void neighboursThatWerePushedAreNot() {
    ChangeSet moved = changing({"alb", "zone"}, {}, Aspect::geometry);
    moved.nodes["db"].add(Aspect::geometry);
    QCOMPARE(subjects(moved, {"db"}), Subjects{"db"});
    QCOMPARE(subjects(moved), (Subjects{"alb", "db"}));  // nobody knows
    moved.nodes["db"].add(Aspect::structure);
    QCOMPARE(subjects(moved), Subjects{"db"});
    ChangeSet gone = changing({"alb", "zone"}, {}, Aspect::geometry);
    gone.nodes["nobody"].add(Aspect::structure);
    QCOMPARE(subjects(gone), Subjects{});
    QCOMPARE(subjects(gone, {"alb"}), Subjects{"alb"});
    // Two that were dragged, one of them selected since: no container made room.
    QCOMPARE(subjects(changing({"alb", "db"}, {}, Aspect::geometry), {"db"}), (Subjects{"alb", "db"}));
  }
  void whatIsGoneIsNot() { QVERIFY(subjects(changing({"nobody"}, {"none"}, Aspect::structure)).empty()); }
};

QTEST_APPLESS_MAIN(TestSubjects)
#include "test_subjects.moc"
