// Runs a Go program in the page, with the element options.div for its own.
// support defines the class Go of one release: every release has its own.
const loaded = (globalThis.nabla_wasm ??= {});
if (!loaded[options.version]) {
  const other = globalThis.Go;
  support();
  loaded[options.version] = globalThis.Go;
  if (other) globalThis.Go = other;
}
const say = (text) => {
  const line = document.createElement("pre");
  line.style.color = "#b00020";
  line.textContent = text;
  document.getElementById(options.div)?.append(line);
};
const unpack = async () => {
  const bytes = Uint8Array.from(atob(options.program), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
};
const go = new loaded[options.version]();
go.argv = ["js", ...(options.args ?? [])];
go.exit = (status) => {
  if (status !== 0) say(`The program has ended with exit status ${status}; what it wrote is in the browser's console.`);
};
unpack()
  .then((program) => WebAssembly.instantiate(program, go.importObject))
  .then((result) => go.run(result.instance))
  .catch((error) => say(`The program could not be run: ${error}`));
