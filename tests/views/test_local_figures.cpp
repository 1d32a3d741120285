// Figures on the canvas in the person's notation, pictures that leave the window in that of files.
#include <QGraphicsScene>

#include "canvas/group_item.h"
#include "charts/local_figures.h"
#include "drawing/theme.h"
#include "painting/painter_backend.h"
#include "support.h"

using namespace nines;

namespace {

constexpr int kWidth = 300;
constexpr int kHeight = 60;

class InLocale {
 public:
  explicit InLocale(const char* name) { QLocale::setDefault(QLocale(QLatin1String(name))); }
  ~InLocale() { QLocale::setDefault(m_before); }
  InLocale(const InLocale&) = delete;
  InLocale& operator=(const InLocale&) = delete;

 private:
  QLocale m_before;
};

DrawGroup card(const std::string& name, const std::string& second) {
  DrawGroup out;
  out.id = "card";
  out.title = name;
  out.bounds = {0, 0, kWidth, kHeight};
  const auto line = [&](const std::string& text, double y) {
    TextShape shape;
    shape.baseline = {8, y};
    shape.text = text;
    shape.ink = {Token::text};
    out.shapes.emplace_back(shape);
  };
  line(name, 20);
  line(second, 44);
  return out;
}

template <class Paint>
QImage painted(Paint paint) {
  QImage image(kWidth, kHeight, QImage::Format_ARGB32_Premultiplied);
  image.fill(Qt::white);
  QPainter painter(&image);
  paint(painter);
  return image;
}

QImage onCanvas(const DrawGroup& group) {
  CanvasStyle style{&lightTheme()};
  QGraphicsScene scene;
  scene.setSceneRect(0, 0, kWidth, kHeight);
  scene.addItem(new GroupItem(style, group));
  auto* layer = new LayerItem(style, 1);
  scene.addItem(layer);
  DrawGroup below = group;
  for (Shape2D& shape : below.shapes) std::get<TextShape>(shape).baseline.x += 150;
  layer->setGroups({below});
  const QRectF all(0, 0, kWidth, kHeight);
  return painted([&](QPainter& painter) { scene.render(&painter, all, all); });
}

}  // namespace

class TestLocalFigures : public QObject {
  Q_OBJECT

 private slots:
  void lines_data() {
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("german");
    const auto row = [](const char* line, const char* german) {
      QTest::newRow(line) << QString::fromUtf8(line) << QString::fromUtf8(german);
    };
    row("1.4\u00a0s", "1,4\u00a0s");
    row("async \u00b7 1.4\u00a0s", "async \u00b7 1,4\u00a0s");
    row("Storage \u00b7 4.1 TB", "Storage \u00b7 4,1 TB");
    row("30 days \u00b7 every 1.5 h", "30 days \u00b7 every 1,5 h");
    row("MySQL 8.0.35 \u00b7 0.3\u00a0s", "MySQL 8.0.35 \u00b7 0,3\u00a0s");
    row("MySQL 8.0 \u00b7 Multi-AZ", "MySQL 8.0 \u00b7 Multi-AZ");
    row("10.0.0.0/16", "10.0.0.0/16");
    row("db.r6g.large", "db.r6g.large");
    row("release 1.4", "release 1.4");
    row("", "");
  }
  void lines() {
    QFETCH(QString, line);
    QFETCH(QString, german);
    {
      const InLocale there("de_DE");
      QCOMPARE(localLine(line), german);
    }
    const InLocale c("C");
    QCOMPARE(localLine(line), line);
  }

  void numbers() {
    const InLocale there("de_DE");
    QCOMPARE(localNumber(QStringLiteral("99.999")), QStringLiteral("99,999"));
    QCOMPARE(localNumber(QStringLiteral("90")), QStringLiteral("90"));
  }

  // Figures of a sentence with their unit in the argument, behind it in the phrase, or among others; versions and names
  // keep their points.
  void messages_data() {
    QTest::addColumn<QString>("phrase");
    QTest::addColumn<QString>("argument");
    QTest::addColumn<QString>("german");
    const auto row = [](const char* phrase, const char* argument, const char* german) {
      QTest::addRow("%s %s", phrase, argument)
          << QString::fromUtf8(phrase) << QString::fromUtf8(argument) << QString::fromUtf8(german);
    };
    row("a target of {x}", "99.95\u00a0%", "99,95\u00a0%");
    row("{x} GB of storage", "0.7", "0,7");
    row("at least {x} ACU", "-0.5", "-0,5");
    row("{x} to {y} ACU", "0.7", "0,7");
    row("writes {x} MB/s", "1.5", "1,5");
    row("sends {x} TB", "6", "6");
    row("asks for {x}", "0.5 to 128 in steps of 0.5", "0,5 to 128 in steps of 0,5");
    row("needs {x}", "1501 tapes and 3752.5 TiB on tapes", "1501 tapes and 3752,5 TiB on tapes");
    row("is {x}", "db.r4.large (2 vCPU, 15.25 GiB)", "db.r4.large (2 vCPU, 15,25 GiB)");
    row("has it from {x} on", "14.1", "14.1");
    row("runs {x} today", "5.6", "5.6");
    row("runs {x}", "13.00.5216", "13.00.5216");
    row("{x} stands here", "web 1.5 GB", "web 1.5 GB");
    row("{x} minutes", "1.5", "1.5");
  }
  void messages() {
    QFETCH(QString, phrase);
    QFETCH(QString, argument);
    QFETCH(QString, german);
    const std::string words = phrase.toStdString();
    Finding finding;
    finding.phrase = words;
    finding.arguments = {{"x", argument.toStdString()}};
    {
      const InLocale there("de_DE");
      QCOMPARE(messageText(finding), QString(phrase).replace(QStringLiteral("{x}"), german));
    }
    const InLocale c("C");
    QCOMPARE(messageText(finding), QString(phrase).replace(QStringLiteral("{x}"), argument));
  }

  // By items and layers; what people typed stays as it is, also where it looks like a figure.
  void theCanvasWritesAsPeopleDo() {
    const DrawGroup point = card("wait 1.5 s", "async \u00b7 1.4\u00a0s");
    const QImage inC = onCanvas(point);
    const QImage expected = onCanvas(card("wait 1.5 s", "async \u00b7 1,4\u00a0s"));
    QVERIFY(inC != expected);
    const InLocale there("de_DE");
    QVERIFY(onCanvas(point) == expected);
  }

  void picturesForOthersKeepThePoint() {
    const DrawGroup point = card("cache", "async \u00b7 1.4\u00a0s");
    const auto picture = [&] { return painted([&](QPainter& painter) { paint(painter, point, lightTheme()); }); };
    const QImage inC = picture();
    const InLocale there("de_DE");
    QVERIFY(picture() == inC);
  }
};

QTEST_MAIN(TestLocalFigures)
#include "test_local_figures.moc"
