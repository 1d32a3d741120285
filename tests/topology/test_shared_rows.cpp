// Lists that have rows in common: copies, replacing, leaving out; and that they can be searched like any other.
#include <algorithm>
#include <string>

#include "support.h"
#include "support/shared_rows.h"

using nines::SharedRows;

namespace {

struct Named {
  std::string name;
  int number = 0;
};

SharedRows<Named> sample() { return {{"a", 1}, {"b", 2}, {"d", 4}}; }

}  // namespace

class TestSharedRows : public QObject {
  Q_OBJECT

 private slots:
  void copiesShareTheirRows() {
    const SharedRows<Named> rows = sample();
    SharedRows<Named> copy = rows;
    for (std::size_t i = 0; i < rows.size(); ++i) QVERIFY(&rows[i] == &copy[i]);
    copy.replace(1, {"c", 3});
    QCOMPARE(copy[1].name, std::string("c"));
    QCOMPARE(rows[1].name, std::string("b"));
    QVERIFY(&rows[2] == &copy[2]);
    QCOMPARE(erase_if(copy, [](const Named& row) { return row.number > 3; }), std::size_t{1});
    QCOMPARE(copy.back().number, 3);
    QCOMPARE(rows.size(), std::size_t{3});
    copy.clear();
    QVERIFY(copy.empty() && copy.begin() == copy.end());
    QCOMPARE(rows.front().number, 1);
  }

  void takesRowsOfOthers() {
    SharedRows<Named> rows;
    const auto row = std::make_shared<const Named>(Named{"x", 9});
    rows.share(row);
    rows.push_back(*row);
    QVERIFY(&rows[0] == row.get() && &rows[1] != row.get());
    QCOMPARE(rows[1].number, 9);
  }

  void canBeSearched() {
    static_assert(std::random_access_iterator<SharedRows<Named>::Iterator>);
    const SharedRows<Named> rows = sample();
    const auto found = std::ranges::lower_bound(rows, std::string("c"), {}, &Named::name);
    QVERIFY(found != rows.end());
    QCOMPARE(found->number, 4);
    QCOMPARE(found - rows.begin(), 2);
    QCOMPARE((rows.begin() + 1)->name, std::string("b"));
    QCOMPARE((rows.end() - 1)[-2].name, std::string("a"));
    int sum = 0;
    for (const Named& row : rows) sum += row.number;
    QCOMPARE(sum, 7);
  }
};

QTEST_GUILESS_MAIN(TestSharedRows)
#include "test_shared_rows.moc"
