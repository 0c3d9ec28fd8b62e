// Runs in the page that shows the notebook, and connects scripts there with the
// program in the kernel: values travel between addresses, over a channel (a comm of
// target gonb_comm) on a connection of its own to Jupyter's server.
(() => {
  const kernel = "KERNEL_ID";
  const old = globalThis.gonb_comm;
  if (old && old.kernel === kernel && old.alive()) {
    old.send("#here", true);
    return;
  }
  old?.close?.();

  // Where the server is, as JupyterLab, Notebook 7 and the classic page say it.
  const config = JSON.parse(document.getElementById("jupyter-config-data")?.textContent || "{}");
  const base = config.baseUrl || document.body?.dataset?.baseUrl || "/";
  const token = config.token || document.body?.dataset?.jupyterApiToken || "";
  const root = config.wsUrl || location.origin.replace(/^http/, "ws");
  const url = new URL(base.replace(/\/?$/, "/") + "api/kernels/" + encodeURIComponent(kernel) + "/channels", root);
  const session = crypto.randomUUID?.() || String(Math.random()).slice(2);
  url.searchParams.set("session_id", session);
  if (token) url.searchParams.set("token", token);

  const id = "gonb_" + session;
  const socket = new WebSocket(url);
  const subscribers = new Map(); // address -> Map of symbol -> callback
  const addresses = new Map(); // symbol -> address
  const variables = new Map(); // address -> synced variable
  let waiting = [];
  let count = 0;

  function post(type, content) {
    const header = {msg_id: session + "_" + ++count, msg_type: type, session, username: "", version: "5.3", date: new Date().toISOString()};
    const text = JSON.stringify({header, msg_id: header.msg_id, msg_type: type, parent_header: {}, metadata: {}, content, buffers: [], channel: "shell"});
    if (waiting) waiting.push(text);
    else socket.send(text);
  }

  function deliver(address, value) {
    for (const callback of [...(subscribers.get(address)?.values() || [])]) callback(address, value);
  }

  const comm = {
    kernel,
    alive: () => socket.readyState <= WebSocket.OPEN,
    send: (address, value) => post("comm_msg", {comm_id: id, data: {address, value}}),
    subscribe: (address, callback) => {
      const symbol = Symbol(address);
      if (!subscribers.has(address)) subscribers.set(address, new Map());
      subscribers.get(address).set(symbol, callback);
      addresses.set(symbol, address);
      return symbol;
    },
    unsubscribe: (symbol) => {
      subscribers.get(addresses.get(symbol))?.delete(symbol);
      addresses.delete(symbol);
    },
    newSyncedVariable: (address, value) => {
      const known = variables.get(address);
      if (known) {
        known.set(value);
        return known;
      }
      const variable = synced(address);
      variables.set(address, variable);
      variable.set(value);
      return variable;
    },
    close: () => {
      if (comm.alive()) socket.close(1000);
      if (globalThis.gonb_comm === comm) delete globalThis.gonb_comm;
    },
  };

  // A variable of the page that has the same value as one of the program.
  function synced(address) {
    let current = null;
    const callbacks = new Map();
    function change(value) {
      if (value === current) return false;
      current = value;
      for (const callback of [...callbacks.values()]) callback(value);
      return true;
    }
    comm.subscribe(address, (_, value) => change(value));
    return {
      get: () => current,
      set: (value) => { if (change(value)) comm.send(address, value); },
      subscribe: (callback) => {
        const symbol = Symbol(address);
        callbacks.set(symbol, callback);
        return symbol;
      },
      unsubscribe: (symbol) => { callbacks.delete(symbol); },
    };
  }

  post("comm_open", {comm_id: id, target_name: "gonb_comm", data: {}});
  socket.onopen = () => {
    const texts = waiting;
    waiting = null;
    for (const text of texts) socket.send(text);
  };
  socket.onmessage = (event) => {
    if (typeof event.data !== "string") return;
    const message = JSON.parse(event.data);
    const type = message.msg_type || message.header?.msg_type;
    if (message.content?.comm_id !== id) return;
    if (type === "comm_close") return comm.close();
    if (type !== "comm_msg") return;
    const {address, value, read_request} = message.content.data;
    if (!read_request) return deliver(address, value);
    const variable = variables.get(address);
    if (variable) comm.send(address, variable.get());
  };
  socket.onclose = () => comm.close();
  globalThis.gonb_comm = comm;
})();
