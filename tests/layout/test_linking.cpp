// Ends of links that go elsewhere, and links the other way round.
#include "layout/linking.h"

#include <algorithm>

#include "drawn.h"
#include "layout/placing.h"

using namespace nines;
using namespace nines::test;
using placing::LinkEnd;

namespace {

Drawn after(const Drawn& before, const Edit& edit) {
  Topology t = *before.topology;
  if (!apply(t, edit)) QTest::qFail("the edit is refused", __FILE__, __LINE__);
  return Drawn(std::move(t));
}

LinkIndex linkAt(const Drawn& d, const char* id) { return d.design.linkIndexOf(id); }
const Link& linkOf(const Drawn& d, const char* id) { return *d.topology->links.find(id); }

Edit moveEnd(const Drawn& d, const char* id, LinkEnd end, const char* node) {
  const LinkIndex link = linkAt(d, id);
  const auto ends = endsWith(d.design, link, end, d.at(node));
  const auto choices = placing::relinkChoices(d.design, link, ends);
  return choices.empty() ? Edit() : placing::relink(d.design, d.layout, link, ends, choices.front());
}

Drawing base() {
  Drawing d;
  d.card("people", 0, 0, "", "users").card("app", 300, 0, "", "app-tier").card("other", 300, 200, "", "app-tier");
  d.card("db", 600, 0)
      .card("copy", 600, 200)
      .card("files", 0, 200, "", "server")
      .card("bucket", 0, 400, "", "s3-bucket");
  d.card("far", 0, 600, "", "s3-bucket").link("l", "uses", "app", "db");
  return d;
}

}  // namespace

class TestLinking : public QObject {
  Q_OBJECT

 private slots:
  void anEndGoesElsewhere() {
    Drawing drawing = base();
    Link link = *drawing.topology.links.find("l");
    link.properties = {{"access", Value("read")}};
    link.extra = {{"mine", Value(1.0)}};
    drawing.topology.links.put(link);
    const Drawn before = drawing.drawn();
    const Edit edit = moveEnd(before, "l", LinkEnd::to, "copy");
    QCOMPARE(edit.label, std::string("Connect app to copy"));
    const Drawn now = after(before, edit);
    link.to = "copy";
    QVERIFY(linkOf(now, "l") == link);
    QCOMPARE(linkOf(after(before, moveEnd(before, "l", LinkEnd::from, "other")), "l").from, std::string("other"));
    QVERIFY(moveEnd(before, "l", LinkEnd::to, "db").empty());
  }

  void possibleEndsAreThoseOfTheKinds() {
    const Drawn d = base().drawn();
    const auto starts = placing::possibleEnds(d.design, linkAt(d, "l"), LinkEnd::from);
    for (const char* id : {"people", "app", "other", "files"}) QVERIFY2(starts[d.at(id)], id);
    for (const char* id : {"db", "bucket"}) QVERIFY2(!starts[d.at(id)] || id == std::string("copy"), id);
    const auto ends = placing::possibleEnds(d.design, linkAt(d, "l"), LinkEnd::to);
    QVERIFY(ends[d.at("copy")] && ends[d.at("bucket")] && ends[d.at("other")]);
    QVERIFY(!ends[d.at("people")] && !ends[d.at("app")]);
  }

  void refusedEnds() {
    const Drawn d = base().link("drawn", "uses", "app", "copy").drawn();
    const LinkIndex l = linkAt(d, "l");
    const auto why = [&](LinkEnd end, const char* node) {
      return placing::relinkRefusal(d.design, l, endsWith(d.design, l, end, d.at(node)));
    };
    QVERIFY(why(LinkEnd::to, "people").find("No link can go from app to people") == 0);
    QVERIFY(why(LinkEnd::to, "copy").find("drawn already") != std::string::npos);
    QVERIFY(why(LinkEnd::to, "app").find("two different") != std::string::npos);
    QVERIFY(why(LinkEnd::to, "bucket").empty());
    QVERIFY(moveEnd(d, "l", LinkEnd::to, "copy").empty());
  }

  // Whoever is refused learns what would go.
  void refusalsSayWhatGoes_data() {
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("why");
    QTest::newRow("other way round") << "app" << "people" << "(App tier to Users): it can only go the other way round";
    QTest::newRow("never") << "app" << "note" << "(App tier to Note): nothing can be linked to a Note";
    QTest::newRow("from others") << "people" << "plan" << "(Users to Backup plan): links to a Backup plan come from: ";
  }

  void refusalsSayWhatGoes() {
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, why);
    const Drawn d = base().card("note", 600, 400, "", "note").card("plan", 600, 600, "", "backup-plan").drawn();
    const QString said =
        QString::fromStdString(placing::linkRefusal(d.design, d.at(from.toStdString()), d.at(to.toStdString())));
    QVERIFY2(said.contains(why), qPrintable(said));
  }

  // No link of the old kind may go there, but another one: the id, the comments and what the new kind knows stay.
  void becomesAnotherKind() {
    Drawing drawing = base().link("b", "backs-up", "db", "bucket", {{300, 226}, {300, 426}});
    Link link = *drawing.topology.links.find("b");
    link.properties = {{"intervalHours", Value(4.0)}, {"ours", Value("kept")}};
    drawing.topology.links.put(link);
    Comment comment{"c", "t", Comment::OnLink{"b"}, "me", "2026-01-01", "Why?", false, {}};
    drawing.topology.comments.put(comment);
    const Drawn before = drawing.drawn();
    const LinkIndex b = linkAt(before, "b");
    const auto ends = endsWith(before.design, b, LinkEnd::to, before.at("copy"));
    QVERIFY((placing::relinkChoices(before.design, b, ends) == std::vector<std::string_view>{"replicates"}));
    const Edit edit = placing::relink(before.design, before.layout, b, ends, "replicates");
    const Drawn now = after(before, edit);
    const Link& changed = linkOf(now, "b");
    QCOMPARE(changed.kind, std::string("replicates"));
    QCOMPARE(changed.to, std::string("copy"));
    QVERIFY((changed.properties == Properties{{"ours", Value("kept")}}));
    QCOMPARE(changed.bends.size(), std::size_t{2});
    QVERIFY(*now.topology->comments.find("c") == comment);
    Topology t = *now.topology;
    Topology first = *before.topology;
    const auto applied = apply(first, edit);
    QVERIFY(applied && apply(t, applied->inverse));
    QVERIFY(t == *before.topology);
  }

  // Its own kind comes first, whatever the catalogue's order.
  void ownKindFirst() {
    const Drawn d = base().link("b", "backs-up", "files", "bucket").drawn();
    const LinkIndex b = linkAt(d, "b");
    const auto choices = placing::relinkChoices(d.design, b, endsWith(d.design, b, LinkEnd::to, d.at("far")));
    QVERIFY(choices.size() > 1);
    QCOMPARE(choices.front(), std::string_view("backs-up"));
  }

  // The corner beside the end goes along; the other ones stay where a person put them.
  void bendsStay() {
    Drawing drawing = base();
    drawing.link("bent", "uses", "people", "db", {{240, 26}, {240, 120}, {560, 120}, {560, 26}});
    const Drawn before = drawing.drawn();
    const Drawn now = after(before, moveEnd(before, "bent", LinkEnd::to, "copy"));
    QVERIFY((linkOf(now, "bent").bends == std::vector<Point>{{240, 26}, {240, 120}, {560, 120}, {560, 226}}));
    const Route route = routeLinks(now.design, now.layout).at("bent");
    QVERIFY((route.points == std::vector<Point>{{146, 26}, {240, 26}, {240, 120}, {560, 120}, {560, 226}, {600, 226}}));
  }

  void reversed() {
    Drawing drawing = base().link("r", "replicates", "db", "copy", {{500, 26}, {500, 226}});
    const Drawn before = drawing.drawn();
    const LinkIndex r = linkAt(before, "r");
    QCOMPARE(placing::reverseRefusal(before.design, r), std::string());
    const Drawn now = after(before, placing::reverse(before.design, r));
    QCOMPARE(linkOf(now, "r").from, std::string("copy"));
    QCOMPARE(linkOf(now, "r").to, std::string("db"));
    QVERIFY((linkOf(now, "r").bends == std::vector<Point>{{500, 226}, {500, 26}}));
    const Drawn again = after(now, placing::reverse(now.design, linkAt(now, "r")));
    QVERIFY(*again.topology == *before.topology);
  }

  void notReversed() {
    Drawing drawing = base().link("there", "replicates", "db", "copy").link("back", "replicates", "copy", "db");
    const Drawn d = drawing.drawn();
    const std::string kind = placing::reverseRefusal(d.design, linkAt(d, "l"));
    QVERIFY2(kind.find("'Uses' can go from db to app (RDS instance to") != std::string::npos, kind.c_str());
    const std::string twice = placing::reverseRefusal(d.design, linkAt(d, "there"));
    QVERIFY2(twice.find("from copy to db is drawn already") != std::string::npos, twice.c_str());
  }
};

QTEST_APPLESS_MAIN(TestLinking)
#include "test_linking.moc"
