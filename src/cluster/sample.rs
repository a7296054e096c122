//! What a world with `preload` has in its store from the start: a small Kubernetes cluster as it would lie in etcd,
//! as JSON. (Kubernetes itself writes protobuf, and nodes under `/registry/minions`.)

use crate::etcd::{Store, Txn};

const KEYS: [(&str, &str); 11] = [
    (
        "/registry/pods/default/meuapp-7cbd4f77d5-wxp8n",
        r#"{"metadata":{"name":"meuapp-7cbd4f77d5-wxp8n","namespace":"default","labels":{"app":"meuapp"}},"spec":{"containers":[{"name":"meuapp","image":"nginx:1.25","ports":[{"containerPort":80}]}]},"status":{"phase":"Running","podIP":"10.244.1.5"}}"#,
    ),
    (
        "/registry/deployments/default/meuapp",
        r#"{"metadata":{"name":"meuapp","namespace":"default"},"spec":{"replicas":1,"selector":{"matchLabels":{"app":"meuapp"}}}}"#,
    ),
    (
        "/registry/services/specs/default/meuapp-service",
        r#"{"metadata":{"name":"meuapp-service","namespace":"default"},"spec":{"clusterIP":"10.96.0.20","ports":[{"port":80}],"selector":{"app":"meuapp"}}}"#,
    ),
    (
        "/registry/configmaps/default/minhas-configs",
        r#"{"metadata":{"name":"minhas-configs","namespace":"default"},"data":{"idioma":"pt-BR"}}"#,
    ),
    (
        "/registry/secrets/default/meu-segredo",
        r#"{"metadata":{"name":"meu-segredo","namespace":"default"},"data":{"senha":"dHVjYW5v"}}"#,
    ),
    (
        "/registry/nodes/node01",
        r#"{"metadata":{"name":"node01"},"status":{"capacity":{"cpu":"4","memory":"8Gi"},"conditions":[{"type":"Ready","status":"True"}]}}"#,
    ),
    (
        "/registry/resourcequotas/default/limites",
        r#"{"metadata":{"name":"limites","namespace":"default"},"spec":{"hard":{"pods":"10"}}}"#,
    ),
    (
        "/registry/roles/default/leitor",
        r#"{"metadata":{"name":"leitor","namespace":"default"},"rules":[{"resources":["pods"],"verbs":["get","list","watch"]}]}"#,
    ),
    (
        "/registry/events/default/meuapp-7cbd4f77d5-wxp8n.1",
        r#"{"metadata":{"name":"meuapp-7cbd4f77d5-wxp8n.1","namespace":"default"},"reason":"Started","message":"Started container meuapp"}"#,
    ),
    (
        "/registry/networkpolicies/default/so-meuapp",
        r#"{"metadata":{"name":"so-meuapp","namespace":"default"},"spec":{"podSelector":{"matchLabels":{"app":"meuapp"}},"policyTypes":["Ingress"]}}"#,
    ),
    ("/registry/namespaces/default", r#"{"metadata":{"name":"default"},"status":{"phase":"Active"}}"#),
];

pub fn store() -> Store {
    let mut store = Store::default();
    for (key, value) in KEYS {
        store.apply(&Txn::put(key, value));
    }
    store
}
