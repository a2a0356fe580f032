import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginBundle;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * One Elasticsearch node, without the launcher of the official distribution, which Maven's
 * repository does not have. Arguments: the folder of the server, the folder of the configuration.
 */
public final class MeydanNode {
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        LogConfigurator.configureESLogging();
        Settings settings = Settings.builder().put("path.home", home.toString()).build();
        Environment environment = InternalSettingsPreparer.prepareEnvironment(
            settings, Map.of(), Path.of(arguments[1]), () -> "node");
        LogConfigurator.configure(environment, true);
        Set<PluginBundle> modules = PluginsLoader.loadModulesBundles(home.resolve("modules"), false);
        PluginsLoader loader = PluginsLoader.createPluginsLoader(modules, Set.of(), Map.of(), false);
        new Node(environment, loader).start();
        new CountDownLatch(1).await();
    }
}
