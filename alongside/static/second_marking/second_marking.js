// The page of a second marker: marks stay in this browser until they are saved as a file. Nothing is sent anywhere.
const page = document.querySelector("main");
const { asQuiz: quiz, asSample: sample } = page.dataset;
const KEPT = `alongside-second-marks:${sample}`;
const fields = [...page.querySelectorAll("fieldset")];
const progress = page.querySelector("#progress");
const said = page.querySelector("#said");

const marked = (field) => field.querySelector("input:checked");
const marks = () => Object.fromEntries(fields.filter(marked).map((field) => [field.dataset.asNumber, Number(marked(field).value)]));
const open = () => fields.filter((field) => !marked(field));

function tell() {
  const left = open().length;
  progress.textContent = left ? `${fields.length - left} of ${fields.length} marked, ${left} left`
    : `All ${fields.length} are marked. Save your marks and send the file back.`;
  page.querySelector("#next").disabled = !left;
}

function keep() {
  tell();
  said.textContent = "";
  try {
    localStorage.setItem(KEPT, JSON.stringify(marks()));
  } catch {
    said.textContent = "This browser keeps nothing when the page is closed. Save your marks before you leave.";
  }
}

function bringBack() {
  let kept = {};
  try {
    kept = JSON.parse(localStorage.getItem(KEPT)) ?? {};
  } catch { /* nothing was kept, or it cannot be read: the marker begins anew */ }
  for (const field of fields) {
    const mark = [...field.querySelectorAll("input")].find((input) => input.value === String(kept[field.dataset.asNumber]));
    if (mark) mark.checked = true;
  }
}

function choose(event) {
  const field = event.target.closest?.("fieldset");
  if (!field || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter") {
    event.preventDefault();
    next();
  }
  const input = [...field.querySelectorAll("input")].find((one) => one.value === event.key);
  if (!input) return;
  input.checked = true;
  input.focus();
  keep();
}

function next() {
  const here = fields.indexOf(document.activeElement?.closest("fieldset"));
  const field = open().find((one) => fields.indexOf(one) > here) ?? open()[0];
  if (!field) return page.querySelector("#save").focus();
  field.scrollIntoView({ block: "start" });
  field.querySelector("input").focus({ preventScroll: true });
}

function save() {
  const whole = { format: "alongside-second-marks", version: 1, quiz, sample, marks: marks() };
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([`${JSON.stringify(whole, null, 1)}\n`], { type: "application/json" }));
  link.download = `second-marks-${quiz}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  const left = open().length;
  said.textContent = left ? `Saved as ${link.download}, with ${left} still open.` : `Saved as ${link.download}.`;
}

function beginAgain() {
  if (!confirm("Take away all your marks on this page? A file that you saved stays.")) return;
  for (const field of fields) for (const input of field.querySelectorAll("input")) input.checked = false;
  keep();
}

bringBack();
tell();
page.addEventListener("change", keep);
page.addEventListener("keydown", choose);
page.querySelector("#next").addEventListener("click", next);
page.querySelector("#save").addEventListener("click", save);
page.querySelector("#again").addEventListener("click", beginAgain);
