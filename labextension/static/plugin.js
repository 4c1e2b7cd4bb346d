/* One learner page for each notebook that Jupyter opens. */

import { courseCells } from "./cells.js";
import { Runner } from "./run.js";
import { LearnerView } from "./view.js";

const UNDECIDED_MS = 8000;

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
      // Until it is known what opens, so that a course page does not start with a flash of Notebook 7's menus.
      const opensNotebook = document.body.dataset.notebook === "notebooks";
      document.body.classList.toggle("alongside-undecided", opensNotebook);
      const decided = () => document.body.classList.remove("alongside-undecided");
      setTimeout(decided, UNDECIDED_MS);
      app.docRegistry.addWidgetExtension("Notebook", {
        createNew: (panel, context) => {
          const opened = open(app, panel, context, loaded);
          opened.catch((error) => console.error("Alongside:", error)).finally(decided);
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
  if (view || courseCells(panel.content).length) new Runner(app, panel, context, view, { CodeCell, Dialog }).start();
}
