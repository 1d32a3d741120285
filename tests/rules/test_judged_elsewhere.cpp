// Values outside of a range that the catalogue leaves to rules of their own: those rules are there, speak of such a
// value, and design.allowed-value does not repeat them.
#include <cmath>

#include "catalogue/value_rules.h"
#include "rules_support.h"

using namespace nines;
using namespace nines::test;

namespace {

constexpr std::string_view kGeneral = "design.allowed-value";

// What such a rule may ask for besides: each kind or mode that the node can be of, with and without its switches on.
std::vector<Properties> variants(const Kind& kind) {
  std::vector<Properties> out{{}};
  for (const char* key : {"type", "mode"}) {
    const PropertySchema* schema = kind.property(key);
    for (const Choice& choice : schema ? schema->choices : std::vector<Choice>()) out.push_back({{key, choice.value}});
  }
  const std::size_t plain = out.size();
  for (std::size_t i = 0; i < plain; ++i) {
    Properties on = out[i];
    for (const PropertySchema& schema : kind.properties) {
      if (schema.type == PropertyType::boolean) on[schema.key] = Value(true);
    }
    out.push_back(std::move(on));
  }
  return out;
}

Design designWith(const Kind& kind, Properties properties) {
  Sketch s;
  s.region("eu-west-1", "ab").node("net", "vpc", "eu-west-1");
  s.node("it", kind.id, kind.id == "rds-instance" ? "eu-west-1a" : "eu-west-1", std::move(properties));
  return s.design();
}

}  // namespace

class TestJudgedElsewhere : public QObject {
  Q_OBJECT

 private slots:
  void otherRulesSpeak_data() {
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<double>("value");
    QTest::addColumn<QStringList>("rules");
    for (const ValueRules& each : allValueRules()) {
      const Kind* kind = Catalogue::shipped().kind(each.kind);
      const PropertySchema* schema = kind ? kind->property(each.property) : nullptr;
      QVERIFY2(schema, (each.kind + "." + each.property).c_str());
      const auto row = [&](const char* end, std::optional<double> limit, double beyond,
                           const std::vector<std::string>& rules) {
        if (rules.empty()) return;
        QStringList names;
        for (const std::string& rule : rules) names << QString::fromStdString(rule);
        QVERIFY2(limit, "there is no such limit");
        QTest::addRow("%s.%s %s", each.kind.c_str(), each.property.c_str(), end)
            << QByteArray::fromStdString(each.kind) << QByteArray::fromStdString(each.property) << *limit + beyond
            << names;
      };
      row("below", schema->minimum, -1, each.below);
      row("above", schema->maximum, 1, each.above);
    }
  }
  void otherRulesSpeak() {
    QFETCH(QByteArray, kind);
    QFETCH(QByteArray, key);
    QFETCH(double, value);
    QFETCH(QStringList, rules);
    const Kind& of = *Catalogue::shipped().kind(kind.toStdString());
    const bool whole = of.property(key.toStdString())->type == PropertyType::integer;
    std::set<std::string> spoke;
    for (Properties properties : variants(of)) {
      properties[key.toStdString()] = whole ? Value(static_cast<std::int64_t>(std::lround(value))) : Value(value);
      for (const Finding& f : checkRules(designWith(of, properties))) {
        QVERIFY2(f.rule != kGeneral || f.property != key.toStdString(), f.message().c_str());
        if (!f.subjects.empty() && f.subjects.front() == "it") spoke.emplace(f.rule);
      }
    }
    for (const QString& rule : rules) QVERIFY2(findRule(rule.toStdString()), qPrintable(rule));
    QVERIFY2(std::ranges::any_of(rules, [&](const QString& rule) { return spoke.contains(rule.toStdString()); }),
             qPrintable(rules.join(QStringLiteral(", "))));
  }

  // All others outside of their range are said in general.
  void theRestIsSaidInGeneral() {
    int said = 0;
    for (const Kind& kind : Catalogue::shipped().kinds()) {
      for (const PropertySchema& schema : kind.properties) {
        const bool counts = schema.type == PropertyType::integer || schema.type == PropertyType::number;
        if (!counts || !schema.minimum || !valueRules(kind.id, schema.key).below.empty()) continue;
        const auto findings = checkRules(designWith(kind, {{schema.key, Value(*schema.minimum - 1)}}));
        const bool found = std::ranges::any_of(
            findings, [&](const Finding& f) { return f.rule == kGeneral && f.property == schema.key; });
        QVERIFY2(found, (kind.id + "." + schema.key).c_str());
        ++said;
      }
    }
    QVERIFY(said > 20);
  }
};

QTEST_GUILESS_MAIN(TestJudgedElsewhere)
#include "test_judged_elsewhere.moc"
