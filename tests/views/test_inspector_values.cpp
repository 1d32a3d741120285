#include "inspector/field_state.h"
#include "inspector/quantity.h"
#include "inspector/value_text.h"
#include "panel_support.h"

using namespace nines;
using namespace nines::test;

namespace {

PropertySchema schemaOf(PropertyType type, const char* unit = "") {
  PropertySchema schema;
  schema.key = "x";
  schema.label = "X";
  schema.type = type;
  schema.unit = unit;
  return schema;
}

PropertySchema fraction() {
  PropertySchema schema = schemaOf(PropertyType::number);
  schema.minimum = 0;
  schema.maximum = 1;
  return schema;
}

// A century, or what no figure of a design comes to.
bool isBeyondAll(const PropertySchema& schema, double number) {
  if (schema.unit == "s") return number > 100 * 365.25 * 86400;
  if (schema.unit == "days") return number > 100 * 365.25;
  return number > 1e15;
}

}  // namespace

class TestInspectorValues : public QObject {
  Q_OBJECT

 private slots:
  void readsQuantities_data() {
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("number");
    QTest::newRow("plain") << "s" << "90" << 90.0;
    QTest::newRow("own unit") << "s" << "90 s" << 90.0;
    QTest::newRow("minutes") << "s" << "5 min" << 300.0;
    QTest::newRow("no space") << "s" << "5min" << 300.0;
    QTest::newRow("hours") << "s" << "1.5 h" << 5400.0;
    QTest::newRow("milliseconds") << "s" << "400 ms" << .4;
    QTest::newRow("as a clock has it") << "s" << "1:30:05" << 5405.0;
    QTest::newRow("hours in one word") << "s" << "1h 30m" << 5400.0;
    QTest::newRow("days") << "days" << "2 weeks" << 14.0;
    QTest::newRow("terabyte") << "GB" << "0.5 TB" << 500.0;
    QTest::newRow("binary") << "GiB" << "1 TiB" << 1024.0;
    QTest::newRow("binary in decimal units") << "GB" << "1 TiB" << 1099.511627776;
    QTest::newRow("decimal in binary units") << "GiB" << "1 GB" << .931322574615479;
    QTest::newRow("hours of days") << "days" << "36 h" << 1.5;
    QTest::newRow("rate") << "Mbit/s" << "10 Gbit/s" << 10000.0;
    QTest::newRow("alone") << "ACU" << "2 ACU" << 2.0;
    QTest::newRow("grouped by spaces") << "GB" << "12 000" << 12000.0;
  }
  void readsQuantities() {
    QFETCH(QString, unit);
    QFETCH(QString, text);
    QFETCH(double, number);
    const PropertySchema schema = schemaOf(PropertyType::number, unit.toUtf8());
    const Quantity quantity = parseQuantity(schema, text, QLocale::c());
    QVERIFY2(quantity.number.has_value(), qPrintable(quantity.problem));
    QCOMPARE(*quantity.number, number);
  }

  void refusesQuantities_data() {
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("text");
    QTest::newRow("words") << "s" << "soon";
    QTest::newRow("a clock without seconds, or hours") << "s" << "1:30";
    QTest::newRow("no clock's minutes") << "s" << "1:75:00";
    QTest::newRow("a clock of sizes") << "GB" << "1:30:00";
    QTest::newRow("other dimension") << "s" << "5 GB";
    QTest::newRow("unit where there is none") << "" << "5 GB";
    QTest::newRow("nothing before the unit") << "s" << "min";
    QTest::newRow("infinite") << "s" << "1e999";
    QTest::newRow("two numbers") << "s" << "1 2 3x";
    QTest::newRow("a time beyond all") << "s" << "1e30 min";
    QTest::newRow("a time before all") << "s" << "-1e30 min";
    QTest::newRow("101 years of hours") << "s" << "886000 h";
    QTest::newRow("110 years of days") << "days" << "40000";
    QTest::newRow("several parts beyond all") << "s" << "886000 h 1 min";
    QTest::newRow("a size beyond all") << "GB" << "1e30 TB";
    QTest::newRow("a count beyond all") << "" << "2e15";
  }
  void refusesQuantities() {
    QFETCH(QString, unit);
    QFETCH(QString, text);
    const Quantity quantity = parseQuantity(schemaOf(PropertyType::number, unit.toUtf8()), text, QLocale::c());
    QVERIFY(!quantity.number);
    QVERIFY(!quantity.problem.isEmpty());
  }

  // Whole units are taken, whatever they were typed in; else it says what that comes to and what is next to it.
  void wholeNumbersAreSaid_data() {
    QTest::addColumn<QString>("unit");
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("number");
    QTest::addColumn<QString>("problem");
    const QString wanted = "A whole number is expected, such as ";
    QTest::newRow("whole days of hours") << "days" << "48 h" << 2.0 << "";
    QTest::newRow("whole days of several parts") << "days" << "1 d 24 h" << 2.0 << "";
    QTest::newRow("a part of a day") << "days" << "36 h" << 0.0 << "“36 h” is 1.5 days. " + wanted + "1 day or 2 days.";
    QTest::newRow("several parts") << "days" << "1 d 12 h" << 0.0
                                   << "“1 d 12 h” is 1.5 days. " + wanted + "1 day or 2 days.";
    QTest::newRow("another size") << "GB" << "1 TiB" << 0.0
                                  << "“1 TiB” is 1099.511627776 GB. " + wanted + "1099 GB or 1100 GB.";
    QTest::newRow("no unit") << "days" << "7.5" << 0.0 << wanted + "7 days or 8 days.";
    QTest::newRow("its own unit") << "days" << "7.5 Days" << 0.0 << wanted + "7 days or 8 days.";
    QTest::newRow("a count") << "" << "2.25" << 0.0 << wanted + "2 or 3.";
    QTest::newRow("below the least") << "" << "0.5" << 0.0 << wanted + "1.";
  }
  void wholeNumbersAreSaid() {
    QFETCH(QString, unit);
    QFETCH(QString, text);
    QFETCH(QString, problem);
    PropertySchema schema = schemaOf(PropertyType::integer, unit.toUtf8());
    schema.minimum = 1;
    const Quantity quantity = parseQuantity(schema, text, QLocale::c());
    QCOMPARE(quantity.number.has_value(), problem.isEmpty());
    if (quantity.number) QTEST(*quantity.number, "number");
    QCOMPARE(QString(quantity.problem).replace(QChar(0xa0), QChar(' ')), problem);
  }

  void readsFractions_data() {
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("number");
    QTest::newRow("percent") << "99.95 %" << .9995;
    QTest::newRow("percent without sign") << "99.95" << .9995;
    QTest::newRow("fraction") << "0.9995" << .9995;
    QTest::newRow("small percent") << "0.5 %" << .005;
    QTest::newRow("all") << "100%" << 1.0;
  }
  void readsFractions() {
    QFETCH(QString, text);
    const Quantity quantity = parseQuantity(fraction(), text, QLocale::c());
    QVERIFY2(quantity.number.has_value(), qPrintable(quantity.problem));
    QTEST(*quantity.number, "number");
  }

  void followsTheLocale() {
    const QLocale german(QLocale::German, QLocale::Germany);
    QCOMPARE(quantityText(fraction(), .9995, german), QString("99,95\u00a0%"));
    QCOMPARE(*parseQuantity(fraction(), "99,95 %", german).number, .9995);
    QCOMPARE(*parseQuantity(fraction(), "99.95 %", german).number, .9995);
    QCOMPARE(*parseQuantity(schemaOf(PropertyType::number, "GB"), "1,5 TB", german).number, 1500.0);
  }

  void whatIsShownIsReadBack() {
    const double numbers[] = {
        0,     1,      59,    60,      119, 120,  300, 3600, 5400, 105,   3661,  9480,      61.5,
        90000, 172800, 3.1e9, 3603600, 0.4, 12.5, 1e9, 1501, 1e-7, 86400, 65536, 1234567.5, 123456789012345,
        -7,    1e15,   1e21};
    const QLocale locales[] = {QLocale::c(),     QLocale("de_DE"), QLocale("en_US"), QLocale("fr_FR"),
                               QLocale("de_CH"), QLocale("en_IN"), QLocale("es_ES"), QLocale("sv_SE"),
                               QLocale("ar_EG"), QLocale("fa_IR"), QLocale("pl_PL"), QLocale("pt_PT")};
    for (const char* unit : {"s", "days", "GB", "", "ACU"}) {
      const PropertySchema schema = schemaOf(PropertyType::number, unit);
      for (const double number : numbers) {
        for (const QLocale& locale : locales) {
          const Quantity back = parseQuantity(schema, quantityText(schema, number, locale), locale);
          if (isBeyondAll(schema, number)) {  // only a file can say so
            QVERIFY2(!back.number && !back.problem.isEmpty(), qPrintable(quantityText(schema, number, locale)));
            continue;
          }
          QVERIFY2(back.number.has_value(), qPrintable(quantityText(schema, number, locale) + back.problem));
          QCOMPARE(*back.number, number);
        }
      }
    }
    for (const double number : {0.0, .5, .8, .995, .9995, .99995, .999999, 1.0})
      QCOMPARE(*parseQuantity(fraction(), quantityText(fraction(), number, QLocale::c()), QLocale::c()).number, number);
  }

  void saysTimes_data() {
    QTest::addColumn<double>("seconds");
    QTest::addColumn<QString>("text");
    QTest::newRow("below a minute") << 59.0 << "59 s";
    QTest::newRow("a minute") << 60.0 << "1 min";
    QTest::newRow("minute and seconds") << 105.0 << "1 min 45 s";
    QTest::newRow("fractions") << 61.5 << "61.5 s";
    QTest::newRow("minutes") << 900.0 << "15 min";
    QTest::newRow("an hour") << 3600.0 << "1 h";
    QTest::newRow("hours and minutes") << 9480.0 << "2 h 38 min";
    QTest::newRow("three units") << 3661.0 << "3661 s";
    QTest::newRow("a day") << 86400.0 << "24 h";
    QTest::newRow("days") << 172800.0 << "2 d";
    QTest::newRow("beyond a century") << 1e30 << "1e+30 s";
  }
  void saysTimes() {
    QFETCH(double, seconds);
    QFETCH(QString, text);
    const QString said = quantityText(schemaOf(PropertyType::number, "s"), seconds, QLocale::c());
    QCOMPARE(QString(said).replace(QChar(0xa0), QLatin1Char(' ')), text);
  }

  void steps_data() {
    QTest::addColumn<QString>("unit");
    QTest::addColumn<double>("from");
    QTest::addColumn<double>("up");
    QTest::addColumn<double>("down");
    QTest::newRow("days") << "days" << 7.0 << 8.0 << 6.0;
    QTest::newRow("the most") << "days" << 35.0 << 35.0 << 34.0;
    QTest::newRow("the least") << "days" << 0.0 << 1.0 << 0.0;
    QTest::newRow("beyond the range") << "days" << 99.0 << 35.0 << 35.0;
    QTest::newRow("size") << "GB" << 500.0 << 510.0 << 490.0;
    QTest::newRow("between") << "GB" << 505.0 << 510.0 << 500.0;
    QTest::newRow("over a power") << "GB" << 100.0 << 110.0 << 99.0;
    QTest::newRow("small") << "GB" << .5 << .6 << .4;
    for (const int tenths : {2, 3, 6, 7, 8})
      QTest::addRow("%d tenths", tenths) << "GB" << tenths / 10.0 << (tenths + 1) / 10.0 << (tenths - 1) / 10.0;
    QTest::newRow("seconds") << "s" << 60.0 << 90.0 << 55.0;
    QTest::newRow("minutes") << "s" << 900.0 << 1200.0 << 600.0;
    QTest::newRow("hours") << "s" << 36000.0 << 39600.0 << 34200.0;
  }
  void steps() {
    QFETCH(QString, unit);
    QFETCH(double, from);
    PropertySchema schema = schemaOf(unit == "days" ? PropertyType::integer : PropertyType::number, unit.toUtf8());
    schema.minimum = 0;
    if (unit == "days") schema.maximum = 35;
    QTEST(nextStep(schema, from, 1), "up");
    QTEST(nextStep(schema, from, -1), "down");
    QVERIFY(hasSteps(schema));
  }
  void whereNothingIsSaidStepsBeginAtOne() {
    QCOMPARE(nextStep(schemaOf(PropertyType::integer), std::nullopt, 1), 1.0);
    QVERIFY(!hasSteps(fraction()));
    QVERIFY(!hasSteps(schemaOf(PropertyType::text)));
  }

  void writesNumbersOut_data() {
    QTest::addColumn<QString>("locale");
    QTest::addColumn<double>("number");
    QTest::addColumn<QString>("text");
    QTest::newRow("C") << "C" << 1e8 << "100000000";
    QTest::newRow("English") << "en_US" << 1e8 << "100,000,000";
    QTest::newRow("German") << "de_DE" << 1234567.25 << "1.234.567,25";
    QTest::newRow("small") << "C" << 1e-5 << "0.00001";
    QTest::newRow("sum") << "C" << .1 + .2 << "0.3";
    QTest::newRow("beyond") << "C" << 1e18 << "1e+18";
  }
  void writesNumbersOut() {
    QFETCH(QString, locale);
    QFETCH(double, number);
    QTEST(numberText(number, QLocale(locale)), "text");
  }

  // A separator at a place where the locale has none separates nothing.
  void readsThousands_data() {
    QTest::addColumn<QString>("locale");
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("number");  // negative: no number
    QTest::newRow("English") << "en_US" << "1,500" << 1500.0;
    QTest::newRow("English, misplaced") << "en_US" << "1,5" << -1.0;
    QTest::newRow("German") << "de_DE" << "1.500" << 1500.0;
    QTest::newRow("German, point") << "de_DE" << "1.5" << 1.5;
    QTest::newRow("German, both") << "de_DE" << "1.500,5" << 1500.5;
    QTest::newRow("French") << "fr_FR" << QString::fromUtf8("1\u202f500,5") << 1500.5;
    QTest::newRow("Swiss") << "de_CH" << QString::fromUtf8("1\u2019500.5") << 1500.5;
  }
  void readsThousands() {
    QFETCH(QString, locale);
    QFETCH(QString, text);
    QFETCH(double, number);
    const Quantity quantity = parseQuantity(schemaOf(PropertyType::number, "GB"), text, QLocale(locale));
    QCOMPARE(quantity.number.has_value(), number >= 0);
    if (quantity.number) QCOMPARE(*quantity.number, number);
    // Shares have no thousands: people paste 99.999 %.
    QCOMPARE(*parseQuantity(fraction(), "99.999 %", QLocale("de_DE")).number, .99999);
  }

  void wantsWholeNumbers() {
    const PropertySchema schema = schemaOf(PropertyType::integer, "days");
    QVERIFY(parseLine(schema, "1.5", QLocale::c()).problem.contains("whole"));
    QCOMPARE(parseLine(schema, "7 days", QLocale::c()).value, std::optional(Value(7)));
    QCOMPARE(parseLine(schema, "  ", QLocale::c()).value, std::optional<Value>());
    QVERIFY(parseLine(schema, "  ", QLocale::c()).problem.isEmpty());
  }

  void readsLists() {
    const auto texts = parseLine(schemaOf(PropertyType::textList), " a, b ,,c", QLocale::c());
    QCOMPARE(texts.value, std::optional(Value(Value::Array{Value("a"), Value("b"), Value("c")})));
    const auto ports = parseLine(schemaOf(PropertyType::integerList), "8111, 9111", QLocale::c());
    QCOMPARE(ports.value, std::optional(Value(Value::Array{Value(8111), Value(9111)})));
    QVERIFY(!parseLine(schemaOf(PropertyType::integerList), "8111, x", QLocale::c()).problem.isEmpty());
  }

  void sevenIsSeven() {
    QVERIFY(sameValue(Value(7), Value(7.0)));
    QVERIFY(!sameValue(Value(7), Value("7")));
  }

  void explainsEveryProperty() {
    // Every property of the shipped catalogue has words, and every default can be shown.
    const PanelDocument document(ordersDesign());
    for (const Kind& kind : Catalogue::shipped().kinds()) {
      for (const PropertySchema& schema : kind.properties) {
        QVERIFY2(!helpToolTip(schema, *document.design(), QLocale::c()).isEmpty(), schema.key.c_str());
        if (!schema.fallback) continue;
        QVERIFY2(!valueText(schema, *schema.fallback, *document.design(), QLocale::c()).isEmpty(), schema.key.c_str());
      }
    }
  }

  void sharesFields() {
    const PanelDocument document(ordersDesign());
    const Design& design = *document.design();
    const auto keys = [&](const Selection::Ids& ids) {
      QStringList found;
      for (const FieldState& field : fieldsOf(design, targetOf(design, ids)))
        found << QString::fromStdString(field.schema->key);
      return found;
    };
    QVERIFY(keys({"orders-db"}).contains("multiAz"));
    QCOMPARE(keys({"orders-db", "orders-r1"}), keys({"orders-db"}));
    QVERIFY(keys({"orders-db", "docs"}).isEmpty());
    QVERIFY(keys({"orders-db", "app-db"}).isEmpty());
    QVERIFY(keys({"no-such-thing"}).isEmpty());
    QVERIFY(keys({"app-db"}).contains("access"));
  }

  void mergesStates() {
    const PanelDocument document(ordersDesign());
    const Design& design = *document.design();
    std::map<std::string, FieldState> fields;
    for (const FieldState& field : fieldsOf(design, targetOf(design, {"orders-db", "orders-r1"})))
      fields[field.schema->key] = field;
    QCOMPARE(fields["engine"].state, FieldState::State::set);
    QCOMPARE(fields["multiAz"].state, FieldState::State::mixed);
    QVERIFY(fields["multiAz"].anySet);
    QCOMPARE(fields["backupRetentionDays"].state, FieldState::State::assumed);
    QCOMPARE(fields["allocatedGb"].state, FieldState::State::mixed);
    QCOMPARE(fields["instanceClass"].state, FieldState::State::unknown);
  }

  void editsOnlyWhatDiffers() {
    const PanelDocument document(ordersDesign());
    const Design& design = *document.design();
    const InspectorTarget target = targetOf(design, {"orders-db", "orders-r1"});
    const PropertySchema& multiAz = *Catalogue::shipped().kind("rds-instance")->property("multiAz");
    QCOMPARE(propertyEdit(design, target, multiAz, Value(true)).changes.size(), std::size_t{1});
    QCOMPARE(propertyEdit(design, target, multiAz, Value(false)).changes.size(), std::size_t{2});
    QCOMPARE(propertyEdit(design, target, multiAz, std::nullopt).changes.size(), std::size_t{1});
  }
};

QTEST_MAIN(TestInspectorValues)
#include "test_inspector_values.moc"
