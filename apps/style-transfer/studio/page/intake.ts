/** The ways in which a photo gets into the page: a dialog, a drop, a paste. */

/** Where files come from. */
export interface Intake {
  readonly button: HTMLButtonElement;
  readonly input: HTMLInputElement;
}

/** Calls `onFile` for each file that the person gives. */
export function listenForFiles({ button, input }: Intake, onFile: (file: File) => void): void {
  const take = (files: FileList | null | undefined): boolean => {
    const file = files?.[0];
    if (file !== undefined) onFile(file);
    return file !== undefined;
  };
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", () => {
    take(input.files);
    input.value = ""; // or choosing the same file again would be no change
  });
  document.addEventListener("paste", (event) => {
    if (take(event.clipboardData?.files)) event.preventDefault();
  });
  const { classList } = document.body;
  document.addEventListener("dragover", (event) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    classList.add("dragging");
  });
  document.addEventListener("dragleave", (event) => {
    if (event.relatedTarget === null) classList.remove("dragging");
  });
  document.addEventListener("drop", (event) => {
    classList.remove("dragging");
    if (take(event.dataTransfer?.files)) event.preventDefault();
  });
}
