/* How JupyterLab, Notebook 7 and JupyterLite find the extension. No bundler: Jupyter calls init() with the packages
   it shares and get() for the plugin; the plugin is an ordinary ES module beside this file. */
(() => {
  const here = document.currentScript.src;
  const beside = (name) => new URL(name, here).href;

  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = beside("style.css");
  document.head.append(style);

  let scope;
  window._JUPYTERLAB = window._JUPYTERLAB || {};
  window._JUPYTERLAB["@alongside/course"] = {
    init: (shared) => {
      scope = shared;
    },
    get: async () => {
      const { plugin } = await import(beside("plugin.js"));
      return () => ({ __esModule: true, default: plugin(scope) });
    },
  };
})();
