import { script, type Way } from "../way.ts";

const gather = (servers: string, policy = "all"): string =>
  script(`
  const peer = new RTCPeerConnection({ iceServers: [${servers}], iceTransportPolicy: "${policy}" });
  peer.createDataChannel("x");
  peer.createOffer().then((offer) => peer.setLocalDescription(offer));`);

const login = `username: "u", credential: "p"`;

/** What goes by other protocols than HTTP. */
export const realtime: readonly Way[] = [
  { name: "WebRTC, STUN by UDP", page: ({ port }) => gather(`{ urls: "stun:127.0.0.1:${port}" }`) },
  {
    name: "WebRTC, TURN by UDP",
    page: ({ port }) => gather(`{ urls: "turn:127.0.0.1:${port}", ${login} }`, "relay"),
  },
  {
    name: "WebRTC, TURN by TCP",
    page: ({ port }) => gather(`{ urls: "turn:127.0.0.1:${port}?transport=tcp", ${login} }`, "relay"),
  },
  {
    name: "WebRTC, TURN by TLS",
    page: ({ port }) => gather(`{ urls: "turns:127.0.0.1:${port}?transport=tcp", ${login} }`, "relay"),
  },
  {
    name: "WebRTC, a peer's address",
    page: ({ port }) =>
      script(`
        const one = new RTCPeerConnection(), two = new RTCPeerConnection();
        one.createDataChannel("x");
        one.createOffer().then(async (offer) => {
          await one.setLocalDescription(offer);
          await two.setRemoteDescription(offer);
          const answer = await two.createAnswer();
          await two.setLocalDescription(answer);
          await one.setRemoteDescription(answer);
          const candidate = (kind, rest) => one.addIceCandidate({ sdpMid: "0", candidate:
            "candidate:1 1 " + kind + " 2122260223 127.0.0.1 ${port} typ host" + rest });
          await candidate("udp", "");
          await candidate("tcp", " tcptype passive");
        })`),
  },
  {
    name: "WebTransport",
    page: ({ port }) => script(`new WebTransport("https://127.0.0.1:${port}/").ready.catch(() => {})`),
  },
  {
    name: "https in a frame",
    page: ({ port }) => `<!doctype html><iframe src="https://127.0.0.1:${port}/"></iframe>`,
  },
  {
    name: "Alt-Svc to HTTP/3",
    page: ({ port }) => ({
      headers: { "alt-svc": `h3=":${port}"; ma=3600, h2=":${port}"; ma=3600` },
      body: script(`fetch("again").then(() => fetch("again"))`),
    }),
  },
];
