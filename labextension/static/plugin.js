/* One learner page for each notebook that Jupyter opens. */

import { courseCells } from "./cells.js";
import { Runner } from "./run.js";
import { LearnerView, hideChrome } from "./view.js";

/** The module Jupyter itself has loaded, taken from the packages it shares with extensions. */
async function shared(scope, name) {
  const factory = await Object.values(scope[name])[0].get();
  return factory();
}

export function plugin(scope) {
  return {
    id: "@alongside/course:plugin",
    description: "Opens the course's notebooks as pages.",
    autoStart: true,
    activate: async (app) => {
      const names = ["@jupyterlab/cells", "@jupyterlab/apputils", "@lumino/widgets"];
      const loaded = Promise.all(names.map((name) => shared(scope, name)));
      app.docRegistry.addWidgetExtension("Notebook", {
        createNew: (panel, context) => {
          open(app, panel, context, loaded).catch((error) => console.error("Alongside:", error));
        },
      });
    },
  };
}

async function open(app, panel, context, loaded) {
  const [[{ CodeCell }, { Dialog }, { Widget }]] = await Promise.all([loaded, context.ready]);
  if (panel.isDisposed) return;
  const about = context.model.getMetadata("alongside");
  const view = about ? new LearnerView(app, panel, context, about, Widget) : null;
  if (!view) hideChrome(app, false);
  if (view || courseCells(panel.content).length) new Runner(panel, context, view, { CodeCell, Dialog }).start();
}
