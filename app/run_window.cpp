#include "run_window.h"

#include <QApplication>
#include <QIcon>

#include "kept_clipboard.h"
#include "theme/theme_style.h"
#include "windows.h"

namespace nines {

int runWindow(int& argc, char** argv, const QStringList& files) {
  QApplication application(argc, argv);
  QApplication::setOrganizationName(QStringLiteral("nines"));
  QApplication::setApplicationName(QStringLiteral("nines"));
  QApplication::setApplicationVersion(QStringLiteral(NINES_VERSION));
  QApplication::setApplicationDisplayName(QStringLiteral("Nines"));
  applyTheme(application, lightTheme());
  QObject::connect(&application, &QCoreApplication::aboutToQuit, keepClipboard);
  Windows windows;
  windows.start(files);
  return QApplication::exec();
}

}  // namespace nines
